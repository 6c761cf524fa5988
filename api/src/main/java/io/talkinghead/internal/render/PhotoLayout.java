package io.talkinghead.internal.render;

import com.google.common.base.Suppliers;
import io.talkinghead.conditioning.NearestPose;
import io.talkinghead.conditioning.Upscaling;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A person's photos laid out for one output size and framing: everything about the output that does not change from frame
 * to frame. A photo is taken in when it first guides a picture.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class PhotoLayout {
    private static final int LEAST_PASTED_PX = 16;

    private final SquareCrop neutralCrop;
    private final List<Supplier<PhotoView>> views;
    private final NearestPose poses;
    private final Upscaling upscaling;
    private final @Nullable SoftPaste paste;

    private PhotoLayout(
            SquareCrop neutralCrop,
            List<Supplier<PhotoView>> views,
            NearestPose poses,
            Upscaling upscaling,
            @Nullable SoftPaste paste) {
        this.neutralCrop = neutralCrop;
        this.views = views;
        this.poses = poses;
        this.upscaling = upscaling;
        this.paste = paste;
    }

    /** Lays out a person; a {@code sizePx} of 0 means the size that {@link OutputSize} finds. */
    static PhotoLayout of(Person person, Generator generator, Framing framing, int sizePx) {
        return framing == Framing.CROP ? crops(person, generator, sizePx) : fullPhoto(person, generator, sizePx);
    }

    private static PhotoLayout crops(Person person, Generator generator, int sizePx) {
        SquareCrop crop = person.photos().get(person.neutralPhoto()).crop();
        int outputPx = OutputSize.ofCrop(crop, sizePx);
        int resolution = generator.spec().resolution();
        List<PosedFace> faces = new ArrayList<>();
        List<Supplier<PhotoView>> views = new ArrayList<>();
        for (ReferencePhoto photo : person.photos()) {
            faces.add(PosedFace.of(CropRule.intoCrop(photo.landmarks(), photo.crop(), resolution), resolution));
            views.add(Suppliers.memoize(() -> PhotoView.of(photo, photo.crop(), outputPx, generator)));
        }
        // What the first picture most likely needs; the other photos are taken in when a pose first asks for them.
        PhotoView unused = views.get(person.neutralPhoto()).get();
        return new PhotoLayout(crop, views, new NearestPose(faces), new Upscaling(outputPx, resolution), null);
    }

    // Only the neutral photo guides here: a crop of another photo would not fit the picture around it.
    private static PhotoLayout fullPhoto(Person person, Generator generator, int sizePx) {
        ReferencePhoto original = person.photos().get(person.neutralPhoto());
        ReferencePhoto photo = OutputSize.ofPhoto(original, sizePx);
        SquareCrop exact = photo.crop();
        int left = (int) Math.round(exact.left());
        int top = (int) Math.round(exact.top());
        int side = Math.max(LEAST_PASTED_PX, (int) Math.round(exact.side()));
        SquareCrop snapped = new SquareCrop(left, top, side);
        PhotoView view = PhotoView.of(photo, snapped, side, generator);
        double back = original.crop().side() / exact.side();
        SquareCrop inOriginal = new SquareCrop(left * back, top * back, side * back);
        return new PhotoLayout(
                inOriginal,
                List.of(() -> view),
                new NearestPose(List.of(view.prepared().face())),
                new Upscaling(side, generator.spec().resolution()),
                new SoftPaste(photo.picture(), left, top, side));
    }

    /** Moves a target to landmarks in the neutral photo's pixels. */
    void setTarget(PosedFace target, Landmarks landmarks) {
        target.setInCrop(landmarks, neutralCrop);
    }

    /** Returns the photo that guides a target: the one whose pose is nearest. */
    PhotoView guideFor(PosedFace target) {
        return views.get(poses.indexOf(target)).get();
    }

    Upscaling upscaling() {
        return upscaling;
    }

    /** Wraps a rendered crop as the output frame, pasted into the photo where that is wanted. */
    Frame finish(byte[] crop) {
        return paste == null ? Frame.of(upscaling.outputPx(), upscaling.outputPx(), crop) : paste.paste(crop);
    }

    Optional<Frame> photo() {
        return Optional.ofNullable(paste).map(SoftPaste::photo);
    }

    boolean pastes() {
        return paste != null;
    }
}
