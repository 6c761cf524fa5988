package io.talkinghead.conditioning;

import com.google.common.collect.ImmutableList;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.person.Person;
import java.util.List;

/**
 * Photos of one person, of which one guides each picture.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class Guides {
    private final ImmutableList<PreparedPhoto> photos;
    private final NearestPose poses;

    /** Takes one photo or more. */
    public Guides(List<PreparedPhoto> photos) {
        this.photos = ImmutableList.copyOf(photos);
        poses = new NearestPose(photos.stream().map(PreparedPhoto::face).toList());
    }

    /** Prepares a person's photos, in their order. */
    public static Guides of(Person person, int resolution) {
        return new Guides(person.photos().stream()
                .map(photo -> PreparedPhoto.of(photo, resolution))
                .toList());
    }

    /** Returns the photos. */
    public List<PreparedPhoto> photos() {
        return photos;
    }

    /** Returns the photo whose pose is nearest to the target's, the first of equals. */
    public PreparedPhoto nearest(PosedFace target) {
        return photos.get(indexOfNearest(target));
    }

    /** Returns its place among {@link #photos}; allocates nothing. */
    public int indexOfNearest(PosedFace target) {
        return poses.indexOf(target);
    }
}
