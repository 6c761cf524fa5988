package io.talkinghead.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.conditioning.LandmarkPicture;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.testkit.Golden;
import io.talkinghead.testkit.PaintedGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HeadRendererTest {
    private static final ModelSpec TURNED = spec(Conditioning.turned());
    private static final Landmarks FACE = Golden.face(128).transformed(1, 86, 66);
    private static final Frame PHOTO = picture(320, 240);

    @Test
    void render_neutralLandmarksInTheFullPhoto_isThePhoto() {
        try (HeadRenderer renderer = renderer(TURNED, Framing.FULL_PHOTO, 320)) {
            Frame frame = renderer.render(FACE);
            assertThat(frame.widthPx()).isEqualTo(320);
            assertThat(frame.heightPx()).isEqualTo(240);
            assertThat(largestDifference(frame, PHOTO)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void render_fullPhotoOfAnotherSize_hasThatLongerSide() {
        try (HeadRenderer renderer = renderer(TURNED, Framing.FULL_PHOTO, 160)) {
            Frame frame = renderer.render(FACE);
            assertThat(frame.widthPx()).isEqualTo(160);
            assertThat(frame.heightPx()).isEqualTo(120);
        }
    }

    @Test
    void render_movedFaceInTheFullPhoto_leavesThePictureOutsideTheCropAlone() {
        try (HeadRenderer renderer = renderer(TURNED, Framing.FULL_PHOTO, 320)) {
            Frame frame = renderer.render(FACE.transformed(1, 6, 3));
            assertThat(largestDifference(frame, PHOTO)).isGreaterThan(3);
            assertThat(frame.sample(5, 5, 0)).isEqualTo(PHOTO.sample(5, 5, 0));
            assertThat(frame.sample(315, 235, 2)).isEqualTo(PHOTO.sample(315, 235, 2));
        }
    }

    @Test
    void render_smallPhotoWithoutASize_isEnlargedToBeLookedAt() {
        assertThat(CropRule.squareAround(FACE).side()).isLessThan(240);
        try (HeadRenderer renderer = renderer(TURNED, Framing.CROP, 0)) {
            Frame frame = renderer.render(FACE);
            assertThat(frame.widthPx()).isEqualTo(512);
            assertThat(frame.heightPx()).isEqualTo(512);
        }
        try (HeadRenderer renderer = renderer(TURNED, Framing.FULL_PHOTO, 0)) {
            Frame frame = renderer.render(FACE);
            assertThat(frame.widthPx()).isEqualTo(682);
            assertThat(frame.heightPx()).isEqualTo(512);
            Frame photo = new ReferencePhoto(PHOTO, FACE).scaled(512 / 240.0).picture();
            assertThat(frame.sample(400, 250, 1)).isCloseTo(photo.sample(400, 250, 1), within(2));
        }
    }

    @Test
    void render_largePhotoWithoutASize_hasThePhotosOwnEvenSize() {
        ReferencePhoto large = new ReferencePhoto(picture(1281, 961), FACE.transformed(4.01, 0, 0));
        double side = CropRule.squareAround(large.landmarks()).side();
        assertThat(side).isBetween(513.0, 1023.0);
        try (HeadRenderer renderer = renderer(large, Framing.CROP)) {
            int width = renderer.render(large.landmarks()).widthPx();
            assertThat(width).isEven();
            assertThat((double) width).isCloseTo(side, within(1.5));
        }
        try (HeadRenderer renderer = renderer(large, Framing.FULL_PHOTO)) {
            Frame frame = renderer.render(large.landmarks());
            assertThat(frame.widthPx()).isEqualTo(1280);
            assertThat(frame.heightPx()).isEqualTo(960);
            assertThat(frame.sample(1279, 959, 0)).isEqualTo(large.picture().sample(1279, 959, 0));
        }
    }

    @Test
    void render_fullPhotoOfASizeThatMakesTheOtherSideOdd_isEven() {
        try (HeadRenderer renderer = renderer(TURNED, Framing.FULL_PHOTO, 180)) {
            Frame frame = renderer.render(FACE);
            assertThat(frame.widthPx()).isEqualTo(180);
            assertThat(frame.heightPx()).isEqualTo(134);
        }
    }

    @Test
    void render_cropOfAnOddSize_hasThatSize() {
        try (HeadRenderer renderer = renderer(TURNED, Framing.CROP, 77)) {
            assertThat(renderer.render(FACE).widthPx()).isEqualTo(77);
        }
    }

    @Test
    void render_modelWithoutGuide_enlargesTheNetworksPicture() {
        try (HeadRenderer renderer = renderer(spec(Conditioning.landmarks()), Framing.CROP, 96)) {
            // The painted network hands the landmark picture back.
            Frame drawn = landmarkPicture(64);
            Frame frame = renderer.render(FACE);
            assertThat(largestDifference(frame, enlarged(drawn, 96))).isLessThanOrEqualTo(1);
            assertThat(largestDifference(drawn, Frame.of(64, 64, new byte[3 * 64 * 64])))
                    .isGreaterThan(200);
        }
    }

    private static Frame landmarkPicture(int size) {
        PosedFace points = new PosedFace(size);
        points.setInCrop(FACE, CropRule.squareAround(FACE));
        float[] planes = new float[3 * size * size];
        LandmarkPicture.draw(points, size, planes);
        byte[] rgb = new byte[planes.length];
        for (int i = 0; i < planes.length; i++) {
            int pixel = i % (size * size);
            rgb[3 * pixel + i / (size * size)] = (byte) Math.round(127.5 * (planes[i] + 1));
        }
        return Frame.of(size, size, rgb);
    }

    /** Enlarges linearly, sample by sample. */
    private static Frame enlarged(Frame picture, int size) {
        byte[] rgb = new byte[3 * size * size];
        for (int i = 0; i < rgb.length; i++) {
            double x = source(i / 3 % size, size, picture.widthPx());
            double y = source(i / 3 / size, size, picture.heightPx());
            int left = (int) x;
            int top = (int) y;
            int right = Math.min(left + 1, picture.widthPx() - 1);
            int bottom = Math.min(top + 1, picture.heightPx() - 1);
            double upper = mixed(picture.sample(left, top, i % 3), picture.sample(right, top, i % 3), x - left);
            double lower = mixed(picture.sample(left, bottom, i % 3), picture.sample(right, bottom, i % 3), x - left);
            rgb[i] = (byte) Math.round(mixed(upper, lower, y - top));
        }
        return Frame.of(size, size, rgb);
    }

    private static double source(int at, int size, int sourceSize) {
        return Math.max(0, Math.min(sourceSize - 1, (at + 0.5) * sourceSize / size - 0.5));
    }

    private static double mixed(double a, double b, double share) {
        return a + share * (b - a);
    }

    @Test
    void render_manyThreads_givesTheBytesOfOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (HeadRenderer renderer = renderer(TURNED, Framing.CROP, 128)) {
            byte[] expected = renderer.render(FACE.transformed(1, 2, 1)).rgb();
            List<Callable<byte[]>> jobs = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                jobs.add(() -> renderer.render(FACE.transformed(1, 2, 1)).rgb());
            }
            for (Future<byte[]> job : threads.invokeAll(jobs)) {
                assertThat(job.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void close_twice_closesEveryPassAndTheGeneratorAndRefusesLaterCalls() {
        PaintedGenerator generator = new PaintedGenerator(TURNED);
        HeadRenderer renderer = new HeadRenderer(generator, person(), Framing.CROP, 64);
        renderer.render(FACE);
        renderer.close();
        renderer.close();
        assertThat(generator.openPasses).hasValue(0);
        assertThat(generator.closed).isTrue();
        assertThatThrownBy(() -> renderer.render(FACE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void render_manyPhotos_takesEachInWhenItFirstGuides() {
        PaintedGenerator generator = new PaintedGenerator(TURNED);
        Landmarks leaning = leaning(0.3);
        List<ReferencePhoto> photos = List.of(
                new ReferencePhoto(PHOTO, leaning(-0.3)),
                new ReferencePhoto(PHOTO, FACE),
                new ReferencePhoto(PHOTO, leaning));
        Person person = new Person("test", "00", new Identity.Embedded(new float[64]), photos, 1, Map.of());
        try (HeadRenderer renderer = new HeadRenderer(generator, person, Framing.CROP, 64)) {
            assertThat(generator.guides).hasValue(1);
            renderer.render(FACE);
            assertThat(generator.guides).hasValue(1);
            renderer.render(leaning);
            renderer.render(leaning);
            assertThat(generator.guides).hasValue(2);
        }
    }

    /** Returns the face with the head leant to a shoulder by an angle in radians. */
    private static Landmarks leaning(double angle) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double u = FACE.x(i) - FACE.box().centerX();
            double v = FACE.y(i) - FACE.box().centerY();
            x[i] = (float) (FACE.box().centerX() + Math.cos(angle) * u - Math.sin(angle) * v);
            y[i] = (float) (FACE.box().centerY() + Math.sin(angle) * u + Math.cos(angle) * v);
        }
        return Landmarks.of(x, y);
    }

    private static HeadRenderer renderer(ModelSpec spec, Framing framing, int size) {
        return new HeadRenderer(new PaintedGenerator(spec), person(), framing, size);
    }

    private static HeadRenderer renderer(ReferencePhoto photo, Framing framing) {
        Person person = new Person("test", "00", new Identity.Embedded(new float[64]), List.of(photo), 0, Map.of());
        return new HeadRenderer(new PaintedGenerator(TURNED), person, framing, 0);
    }

    private static Person person() {
        Identity identity = new Identity.Embedded(new float[64]);
        return new Person("test", "00", identity, List.of(new ReferencePhoto(PHOTO, FACE)), 0, Map.of());
    }

    private static ModelSpec spec(Conditioning conditioning) {
        return ModelSpec.compact(conditioning).withChannels(8, 64).withResolution(64);
    }

    private static Frame picture(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            double x = i % width;
            double y = Math.floorDiv(i, width);
            rgb[3 * i] = (byte) (128 + 60 * Math.sin(x / 19));
            rgb[3 * i + 1] = (byte) (128 + 60 * Math.sin(y / 23));
            rgb[3 * i + 2] = (byte) (128 + 60 * Math.cos((x + y) / 31));
        }
        return Frame.of(width, height, rgb);
    }

    private static int largestDifference(Frame a, Frame b) {
        int largest = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            largest = Math.max(largest, Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF)));
        }
        return largest;
    }
}
