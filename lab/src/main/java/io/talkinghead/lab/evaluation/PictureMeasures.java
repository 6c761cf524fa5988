package io.talkinghead.lab.evaluation;

import io.talkinghead.face.DescriptorCrop;
import io.talkinghead.face.Face;
import io.talkinghead.face.FaceMeasures;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Box;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.dataset.DatasetIdentity;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The networks that look at pictures: landmarks found again, who is in them, what they look like. */
final class PictureMeasures implements AutoCloseable {
    /** The descriptor network's own input size. */
    private static final int DESCRIPTOR_PX = 150;
    /** The mean descriptor is taken over at most so many persons. */
    private static final int MAX_MEAN_PERSONS = 256;

    /** The input size of the network that looks. */
    private static final int LOOK_PX = 128;

    private static final double REGION_PER_BOX = 1.5;

    private final FaceAnalyzer analyzer;
    private final FeatureExtractor descriptors;
    private final FeatureExtractor looks;

    PictureMeasures(Backend backend) {
        // The backend closes what it has opened, should a later one fail.
        analyzer = backend.openFaceAnalyzer();
        descriptors = backend.openFeatureExtractor(FeatureNet.FACE_DESCRIPTOR);
        looks = backend.openFeatureExtractor(FeatureNet.INCEPTION);
    }

    /** Finds the landmarks again: the face nearest to where it is expected, or what the landmark network sees there. */
    Optional<Landmarks> landmarks(Frame picture, Landmarks expected) {
        Box box = expected.box();
        Optional<Face> found = analyzer.analyze(picture).stream()
                .min(Comparator.comparingDouble(face -> Math.hypot(
                        face.landmarks().box().centerX() - box.centerX(),
                        face.landmarks().box().centerY() - box.centerY())));
        if (found.isEmpty()) {
            double angle = FaceMeasures.roll(expected);
            double side = REGION_PER_BOX * Math.max(box.width(), box.height());
            found = analyzer.track(picture, new FaceRegion(box.centerX(), box.centerY(), side, angle));
        }
        return found.map(Face::landmarks);
    }

    float[] descriptor(Frame picture, Landmarks landmarks) {
        return descriptors.extract(Resampler.crop(picture, DescriptorCrop.squareAround(landmarks), DESCRIPTOR_PX));
    }

    Look look(Frame picture) {
        double side = (double) picture.widthPx() / Look.TILES;
        float[][] tiles = new float[Look.TILES * Look.TILES][];
        for (int i = 0; i < tiles.length; i++) {
            int row = Math.floorDiv(i, Look.TILES);
            SquareCrop crop = new SquareCrop(side * (i % Look.TILES), side * row, side);
            tiles[i] = looks.extract(Resampler.crop(picture, crop, LOOK_PX));
        }
        return new Look(looks.extract(picture), tiles);
    }

    /** Measures identity from the mean over a dataset's persons, so that all evaluations on it can be compared. */
    IdentitySimilarity similarity(List<DatasetIdentity> population) {
        List<float[]> all = new ArrayList<>();
        int count = Math.min(MAX_MEAN_PERSONS, population.size());
        for (int i = 0; i < count; i++) {
            DatasetIdentity identity = population.get((int) ((long) i * population.size() / count));
            DatasetClip clip = identity.clips().get(0);
            all.add(descriptor(clip.picture(0), clip.landmarks(0)));
        }
        return IdentitySimilarity.from(all);
    }

    @Override
    public void close() {
        looks.close();
        descriptors.close();
        analyzer.close();
    }
}
