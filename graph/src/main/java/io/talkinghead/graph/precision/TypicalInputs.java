package io.talkinghead.graph.precision;

import io.talkinghead.conditioning.ControlPoints;
import io.talkinghead.conditioning.LandmarkPicture;
import io.talkinghead.conditioning.WarpGrid;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Planes;
import io.talkinghead.image.Resampler;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import java.util.ArrayList;
import java.util.List;

/**
 * What a generator is given when a person moves, made from their own photos: landmark pictures, for a guided model with the
 * warped photo behind them.
 */
final class TypicalInputs {
    private final ModelSpec spec;
    private final List<View> views = new ArrayList<>();
    private final int neutral;

    TypicalInputs(ModelSpec spec, Person person) {
        this.spec = spec;
        neutral = person.neutralPhoto();
        for (ReferencePhoto photo : person.photos()) {
            views.add(View.of(photo, spec));
        }
    }

    /** Returns one input a pose; the poses go round the photos, from the neutral one on. */
    List<float[]> in(List<HeadPose> poses) {
        List<float[]> inputs = new ArrayList<>();
        for (int i = 0; i < poses.size(); i++) {
            View start = views.get((neutral + i) % views.size());
            inputs.add(input(poses.get(i).of(start.landmarks)));
        }
        return inputs;
    }

    private float[] input(Landmarks target) {
        int resolution = spec.resolution();
        int planes = 3 * resolution * resolution;
        float[] picture = new float[planes];
        LandmarkPicture.draw(target, resolution, picture);
        if (!(spec.conditioning() instanceof Conditioning.Guided guided)) {
            return picture;
        }
        View guide = nearest(target);
        WarpGrid grid = WarpGrid.of(guided.warp(), resolution);
        grid.fit(ControlPoints.of(guide.landmarks, resolution), ControlPoints.of(target, resolution));
        float[] warped = new float[planes];
        grid.apply(guide.photo, warped);
        float[] input = new float[2 * planes];
        System.arraycopy(picture, 0, input, 0, planes);
        System.arraycopy(warped, 0, input, planes, planes);
        return input;
    }

    private View nearest(Landmarks target) {
        View best = views.get(0);
        for (View view : views) {
            if (view.landmarks.poseDistance(target) < best.landmarks.poseDistance(target)) {
                best = view;
            }
        }
        return best;
    }

    /** A photo as the network sees it; of a model that is not guided without its picture. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record View(Landmarks landmarks, float[] photo) {
        static View of(ReferencePhoto photo, ModelSpec spec) {
            int resolution = spec.resolution();
            Landmarks landmarks = CropRule.intoCrop(photo.landmarks(), photo.crop(), resolution);
            return new View(
                    landmarks,
                    spec.conditioning() instanceof Conditioning.Guided
                            ? Planes.from(Resampler.crop(photo.picture(), photo.crop(), resolution))
                            : new float[0]);
        }
    }
}
