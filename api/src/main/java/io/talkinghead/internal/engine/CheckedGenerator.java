package io.talkinghead.internal.engine;

import io.talkinghead.model.ModelSpec;
import io.talkinghead.spi.Generator;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/** A generator that is not trusted: see {@link CheckedBackend}. */
final class CheckedGenerator implements Generator {
    private static final String WHAT = "rendering";
    private static final int COLOURS = 3;
    private static final int FLOW = 2;

    private final Generator generator;
    private final EngineCalls calls;

    CheckedGenerator(Generator generator, EngineCalls calls) {
        this.generator = generator;
        this.calls = calls;
    }

    @Override
    public ModelSpec spec() {
        return generator.spec();
    }

    @Override
    public Guide guide(float[] landmarkPicture, float[] photo) {
        return calls.call("taking in a photo", () -> generator.guide(landmarkPicture, photo));
    }

    @Override
    public Pass newPass() {
        Pass pass = calls.patientCall("making room for a picture", generator::newPass);
        try {
            int side = spec().resolution();
            checkSize("picture", pass.image(), COLOURS * side * side);
            if (pass.flow().isPresent()) {
                int flowSide = spec().conditioning().flowSide(side);
                checkSize("flow", pass.flow().get(), FLOW * flowSide * flowSide);
            }
            checkSize("input", pass.input(), spec().conditioning().inputValues(side));
            return new CheckedPass(pass);
        } catch (RuntimeException | Error e) {
            calls.release(pass::close);
            throw e;
        }
    }

    private void checkSize(String what, FloatBuffer buffer, int values) {
        if (buffer.capacity() != values) {
            throw calls.failed(WHAT, "its " + what + " has " + buffer.capacity() + " values, not " + values, null);
        }
    }

    @Override
    public void close() {
        calls.release(generator::close);
    }

    private final class CheckedPass implements Pass {
        private final Pass pass;
        private final FiniteNumbers finite = new FiniteNumbers();
        // Made once, as rendering a frame allocates nothing.
        private final Supplier<Boolean> run = this::runNow;

        CheckedPass(Pass pass) {
            this.pass = pass;
        }

        @Override
        public FloatBuffer input() {
            return pass.input();
        }

        @Override
        public void guideBy(Guide guide) {
            pass.guideBy(guide);
        }

        private boolean runNow() {
            pass.run();
            return finite.only(pass.image())
                    && (pass.flow().isEmpty() || finite.only(pass.flow().get()));
        }

        @Override
        public void run() {
            if (!calls.call(WHAT, run)) {
                throw calls.failed(WHAT, "the picture it gave is not all numbers (NaN or infinite)", null);
            }
        }

        @Override
        public FloatBuffer image() {
            return pass.image();
        }

        @Override
        public Optional<FloatBuffer> flow() {
            return pass.flow();
        }

        @Override
        public void close() {
            calls.release(pass::close);
        }
    }
}
