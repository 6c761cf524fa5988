package io.talkinghead.conditioning;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.talkinghead.conditioning.turn.PosedFace;
import java.util.List;

/**
 * The faces of a person's photos, of which the one held most alike guides each picture.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class NearestPose {
    private final ImmutableList<PosedFace> faces;

    /** Takes one face or more. */
    public NearestPose(List<PosedFace> faces) {
        checkArgument(!faces.isEmpty(), "at least one photo is needed to guide by");
        this.faces = ImmutableList.copyOf(faces);
    }

    /** Returns the place of the face whose pose is nearest to the target's, the first of equals; allocates nothing. */
    public int indexOf(PosedFace target) {
        int best = 0;
        double bestDistance = Double.POSITIVE_INFINITY;
        // By index: an iterator would be the one thing that choosing allocates.
        for (int i = 0; i < faces.size(); i++) {
            double distance = faces.get(i).poseDistance(target);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = i;
            }
        }
        return best;
    }
}
