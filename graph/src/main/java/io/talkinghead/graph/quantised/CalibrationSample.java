package io.talkinghead.graph.quantised;

import io.talkinghead.face.ControlPoints;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.LandmarkPicture;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.WarpGrid;
import io.talkinghead.graph.GeneratorGraph;
import io.talkinghead.graph.NetworkSession;
import io.talkinghead.image.Planes;
import io.talkinghead.image.Resampler;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a generator is typically asked.
 *
 * @param input landmark picture, and for a guided model the warped photo
 * @param psi of the person
 */
@SuppressWarnings("ArrayRecordComponent") // Fed once, never compared.
public record CalibrationSample(float[] input, float[] psi) {
    /** So many photos are enough to see the person's range of light. */
    private static final int PHOTOS = 4;

    /** Returns the person's photos in several poses, 8 or more samples. */
    public static List<CalibrationSample> of(Person person, ModelSpec spec, float[] psi) {
        List<CalibrationSample> samples = new ArrayList<>();
        List<ReferencePhoto> photos = person.photos();
        for (ReferencePhoto photo : photos.subList(0, Math.min(PHOTOS, photos.size()))) {
            for (Landmarks pose : CalibrationPoses.of(photo.landmarks())) {
                samples.add(new CalibrationSample(input(photo, pose, spec), psi));
            }
        }
        return samples;
    }

    private static float[] input(ReferencePhoto photo, Landmarks pose, ModelSpec spec) {
        int resolution = spec.resolution();
        int planes = 3 * resolution * resolution;
        Landmarks target = CropRule.intoCrop(pose, photo.crop(), resolution);
        float[] picture = new float[planes];
        LandmarkPicture.draw(target, resolution, picture);
        if (!spec.conditioning().isGuided()) {
            return picture;
        }
        Landmarks source = CropRule.intoCrop(photo.landmarks(), photo.crop(), resolution);
        WarpGrid grid = new WarpGrid(resolution);
        grid.fit(ControlPoints.of(source, resolution), ControlPoints.of(target, resolution));
        float[] warped = new float[planes];
        grid.apply(Planes.from(Resampler.crop(photo.picture(), photo.crop(), resolution)), warped);
        float[] input = Arrays.copyOf(picture, 2 * planes);
        System.arraycopy(warped, 0, input, planes, planes);
        return input;
    }

    void feed(NetworkSession.Call call) {
        call.buffer(GeneratorGraph.INPUT).put(0, input);
        call.buffer(GeneratorGraph.PSI).put(0, psi);
    }
}
