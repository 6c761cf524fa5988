package io.talkinghead;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

import io.talkinghead.drive.Driver;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Face;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.internal.file.InputFiles;
import io.talkinghead.internal.head.KeptSize;
import io.talkinghead.internal.head.UprightPhoto;
import io.talkinghead.internal.render.FaceShares;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Photo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * A photo of several people, each of whom follows a driver of their own, in the whole photo. Who has none stays as in the photo.
 *
 * <p>Each face is a head made of this photo alone. Where their surroundings meet, each pixel belongs to the nearest face.
 *
 * <p><b>Threading:</b> any number of threads; the same input gives the same bytes on each. {@code close()} is idempotent and waits for
 * calls in progress; every later call is an {@link IllegalStateException}. It does not close the engine.
 *
 * <pre>{@code
 * try (Engine engine = Engine.open();
 *         GroupPhoto group = GroupPhoto.of(Photo.of(Path.of("wedding.jpg")), engine)) {
 *     group.animate(Map.of(0, Driver.video(Path.of("bride.mp4")), 1, Driver.video(Path.of("groom.mp4"))))
 *             .writeTo(Path.of("wedding.mp4"));
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GroupPhoto implements AutoCloseable {
    private final List<TalkingHead> heads;
    private final Frame photo;
    private final FaceShares shares;
    private final InputFiles inputs;

    private GroupPhoto(List<TalkingHead> heads, InputFiles inputs) {
        this.heads = List.copyOf(heads);
        this.inputs = inputs;
        photo = heads.get(0).head().photo().orElseThrow();
        List<SquareCrop> crops = new ArrayList<>();
        for (TalkingHead head : heads) {
            int keptPx = head.person().photos().get(0).picture().widthPx();
            double scale = (double) photo.widthPx() / keptPx;
            SquareCrop crop = CropRule.squareAround(head.neutralLandmarks());
            crops.add(new SquareCrop(crop.left() * scale, crop.top() * scale, crop.side() * scale));
        }
        shares = FaceShares.of(crops, photo.widthPx(), photo.heightPx());
    }

    /**
     * Finds the faces in a photo and makes a head of each; pictures have the photo's own size, enlarged where that is small. See {@link
     * #of(Photo, Engine, int)} for the errors.
     */
    public static GroupPhoto of(Photo photo, Engine engine) {
        return made(photo, engine, 0);
    }

    /**
     * Finds the faces in a photo and makes a head of each.
     *
     * @param photo whose landmarks and choice of a face do not count: all faces are looked for, the largest 100 taken
     * @param sizePx the longer side of pictures, 16 to 4096
     * @throws IllegalArgumentException when the size is out of range
     * @throws TalkingHeadException {@link ErrorCode#NO_FACE} when there is no face, and what is thrown by {@link
     *     TalkingHead.Builder#build}; nothing stays open then
     */
    public static GroupPhoto of(Photo photo, Engine engine, int sizePx) {
        checkArgument(sizePx > 0, "the size must be 16 to 4096 px, not %s", sizePx);
        return made(photo, engine, sizePx);
    }

    private static GroupPhoto made(Photo photo, Engine engine, int sizePx) {
        UprightPhoto upright = UprightPhoto.find(photo.picture(), engine::faces);
        List<Landmarks> faces = upright.faces().stream()
                .limit(FaceShares.MOST)
                .map(Face::landmarks)
                .toList();
        if (faces.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.NO_FACE,
                    "no face was found in " + photo + ", whichever way up; use a photo that shows the faces larger");
        }
        Frame picture = upright.picture();
        // A photo that is made smaller for one face is so for all.
        double scale = KeptSize.scale(
                picture, faces.stream().map(CropRule::squareAround).toList());
        if (scale < 1) {
            picture = Resampler.resize(picture, scaled(picture.widthPx(), scale), scaled(picture.heightPx(), scale));
        }
        List<TalkingHead> heads = new ArrayList<>();
        try {
            for (Landmarks face : faces) {
                Photo own = Photo.of(picture, photo.name()).withLandmarks(face.transformed(Math.min(1, scale), 0, 0));
                TalkingHead.Builder builder =
                        TalkingHead.builder(own).engine(engine).framing(Framing.FULL_PHOTO);
                heads.add((sizePx == 0 ? builder : builder.size(sizePx)).build());
            }
            return new GroupPhoto(heads, InputFiles.of(photo.file().stream().toList()));
        } catch (RuntimeException | Error e) {
            heads.forEach(TalkingHead::close);
            throw e;
        }
    }

    private static int scaled(int side, double scale) {
        return Math.max(1, (int) Math.floor(side * scale));
    }

    /**
     * Returns the faces, the largest first, as their landmarks at rest in pixels of the photo as it is kept: upright, and made smaller
     * where it is very large. Their places in this list are the numbers of the faces.
     */
    public List<Landmarks> faces() {
        return heads.stream().map(TalkingHead::neutralLandmarks).toList();
    }

    /**
     * Renders one picture.
     *
     * @param moved where the landmarks of faces are to be, by the faces' numbers; the others stay as in the photo
     * @throws IndexOutOfBoundsException for a number that is no face's
     * @throws IllegalStateException after {@link #close()}
     */
    public Frame render(Map<Integer, Landmarks> moved) {
        moved.keySet().forEach(face -> checkElementIndex(face, heads.size(), "a face"));
        List<Frame> pictures = new ArrayList<>();
        for (int face = 0; face < heads.size(); face++) {
            Landmarks target = moved.get(face);
            pictures.add(target == null ? photo : heads.get(face).head().renderPart(target));
        }
        heads.get(0).head().checkOpen();
        return heads.get(0).head().marked(shares.blend(pictures));
    }

    /** Lets faces follow drivers with the default options; see {@link #animate(Map, AnimationOptions)}. */
    public GroupAnimation animate(Map<Integer, Driver> drivers) {
        return animate(drivers, AnimationOptions.defaults());
    }

    /**
     * Lets faces follow drivers, each its own. The motion of all is read first, to its end: drivers must have one. The driver of the lowest
     * number gives the times of the frames and the sound; the others show what they show at these times, and at last their last pose.
     *
     * @param drivers by the faces' numbers, one or more
     * @throws IllegalArgumentException when there is no driver
     * @throws IndexOutOfBoundsException for a number that is no face's
     */
    public GroupAnimation animate(Map<Integer, Driver> drivers, AnimationOptions options) {
        checkArgument(!drivers.isEmpty(), "a group needs a driver for one face at least");
        drivers.keySet().forEach(face -> checkElementIndex(face, heads.size(), "a face"));
        return new GroupAnimation(this, new TreeMap<>(drivers), options);
    }

    TalkingHead head(int face) {
        return heads.get(face);
    }

    InputFiles inputs() {
        return inputs;
    }

    @Override
    public void close() {
        heads.forEach(TalkingHead::close);
    }
}
