package io.talkinghead.bench;

import io.talkinghead.TalkingHead;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.internal.render.HeadRenderer;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.person.Photo;
import io.talkinghead.spi.Generator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the shipped generator is given when the two sample portraits turn, nod and speak. */
final class SampleInputs {
    private SampleInputs() {}

    /**
     * One picture's input.
     *
     * @param input all of the generator's
     * @param person whose it is
     * @param landmarks in pixels of the network's crop
     * @param pose in pixels of the photo
     * @param shown what a head that turns is guided by
     */
    record Sample(float[] input, Person person, Landmarks landmarks, Landmarks pose, Optional<Shown> shown) {
        /** Prepares a generator's pass for this picture. */
        void give(Generator generator, Generator.Pass pass) {
            pass.input().put(0, input);
            shown.ifPresent(photo -> pass.guideBy(generator.guide(photo.landmarkPicture(), photo.photo())));
        }
    }

    /**
     * A photo that guides.
     *
     * @param landmarkPicture its landmarks
     * @param photo its pixels
     */
    record Shown(float[] landmarkPicture, float[] photo) implements Generator.Guide {}

    static List<Sample> of(ModelBundle model, int poses) {
        List<Sample> samples = new ArrayList<>();
        for (String file : List.of("astronaut.png", "joconde.jpg")) {
            Path photo = SampleHead.PHOTO.resolveSibling(file);
            try (TalkingHead head = TalkingHead.builder(Photo.of(photo))
                    .model(model)
                    .threads(1)
                    .build()) {
                add(model, head.person(), head.neutralLandmarks(), poses, samples);
            }
        }
        return samples;
    }

    private static void add(
            ModelBundle model, Person person, Landmarks neutral, int poses, List<Sample> samples) {
        SquareCrop crop = CropRule.squareAround(neutral);
        Recorder recorder = new Recorder(model.spec());
        try (HeadRenderer renderer = new HeadRenderer(recorder, person, Framing.CROP, model.spec().resolution())) {
            for (int k = 0; k < poses; k++) {
                Landmarks pose = pose(neutral, 2 * Math.PI * k / poses);
                renderer.render(pose);
                float[] input = new float[recorder.input.capacity()];
                recorder.input.get(0, input);
                Landmarks landmarks = CropRule.intoCrop(pose, crop, model.spec().resolution());
                samples.add(new Sample(input, person, landmarks, pose, Optional.ofNullable(recorder.guide)));
            }
        }
    }

    private static Landmarks pose(Landmarks neutral, double phase) {
        double unit = neutral.eyeDistance();
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double turn = 0.08 * Math.sin(2 * phase) * (neutral.x(i) - neutral.x(30));
            boolean lower = i >= 55 && i < 60 || i >= 65;
            double open = lower ? 0.15 * unit * (1 + Math.sin(3 * phase)) : 0;
            x[i] = (float) (neutral.x(i) + 0.12 * unit * Math.cos(phase) + turn);
            y[i] = (float) (neutral.y(i) + 0.08 * unit * Math.sin(phase) + open);
        }
        return Landmarks.of(x, y);
    }

    /** Keeps what it is given and paints nothing. */
    private static final class Recorder implements Generator, Generator.Pass {
        private final ModelSpec spec;
        private final FloatBuffer input;
        private final FloatBuffer image;
        private final Optional<FloatBuffer> flow;
        private Shown guide;

        Recorder(ModelSpec spec) {
            this.spec = spec;
            int plane = spec.resolution() * spec.resolution();
            input = direct(spec.conditioning().inputValues(spec.resolution()));
            image = direct(3 * plane);
            flow = Optional.of(direct(2 * plane));
        }

        private static FloatBuffer direct(int count) {
            return ByteBuffer.allocateDirect(4 * count)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }

        @Override
        public ModelSpec spec() {
            return spec;
        }

        @Override
        public Guide guide(float[] landmarkPicture, float[] photo) {
            return new Shown(landmarkPicture, photo);
        }

        @Override
        public void guideBy(Guide chosen) {
            guide = (Shown) chosen;
        }

        @Override
        public Pass newPass() {
            return this;
        }

        @Override
        public FloatBuffer input() {
            return input;
        }

        @Override
        public void run() {}

        @Override
        public FloatBuffer image() {
            return image;
        }

        @Override
        public Optional<FloatBuffer> flow() {
            return flow;
        }

        @Override
        public void close() {}
    }
}
