package io.talkinghead.testkit;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.spi.Generator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/** A generator without a network: it hands the warped photo back, fully trusted; of a photo that moves nothing is changed. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PaintedGenerator implements Generator {
    public final AtomicInteger openPasses = new AtomicInteger();
    public boolean closed;
    private final ModelSpec spec;

    /** Makes one for an architecture. */
    public PaintedGenerator(ModelSpec spec) {
        this.spec = spec;
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Guide guide(float[] landmarkPicture, float[] photo) {
        checkState(spec.conditioning().kind() == Conditioning.Kind.TURNED, "no photo is moved");
        return new Guide() {};
    }

    @Override
    public Pass newPass() {
        openPasses.incrementAndGet();
        return new PaintedPass(spec);
    }

    @Override
    public void close() {
        closed = true;
    }

    private static FloatBuffer filled(int count, float value) {
        FloatBuffer buffer = ByteBuffer.allocateDirect(4 * count)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < count; i++) {
            buffer.put(i, value);
        }
        return buffer;
    }

    private static FloatBuffer rest(int side) {
        FloatBuffer flow = filled(2 * side * side, 0);
        for (int y = 0, at = 0; y < side; y++) {
            for (int x = 0; x < side; x++, at++) {
                flow.put(at, x + 0.5f);
                flow.put(side * side + at, y + 0.5f);
            }
        }
        return flow;
    }

    private final class PaintedPass implements Pass {
        private final int plane;
        private final FloatBuffer input;
        private final FloatBuffer image;
        private final Optional<FloatBuffer> mask;
        private final Optional<FloatBuffer> flow;

        PaintedPass(ModelSpec spec) {
            int side = spec.resolution();
            plane = side * side;
            input = filled(spec.conditioning().inputValues(side), 0);
            image = filled(3 * plane, 0);
            mask = switch (spec.conditioning().kind()) {
                case LANDMARKS, TURNED -> Optional.empty();
                case GUIDED, REFINED -> Optional.of(filled(plane, 1));
            };
            flow = switch (spec.conditioning().kind()) {
                case LANDMARKS, GUIDED, REFINED -> Optional.empty();
                case TURNED -> Optional.of(rest(side));
            };
        }

        @Override
        public FloatBuffer input() {
            return input;
        }

        @Override
        public void guideBy(Guide guide) {}

        @Override
        public void run() {
            if (flow.isEmpty()) {
                int from = mask.isPresent() ? 3 * plane : 0;
                for (int i = 0; i < 3 * plane; i++) {
                    image.put(i, input.get(from + i));
                }
            }
        }

        @Override
        public FloatBuffer image() {
            return image;
        }

        @Override
        public Optional<FloatBuffer> mask() {
            return mask;
        }

        @Override
        public Optional<FloatBuffer> flow() {
            return flow;
        }

        @Override
        public void close() {
            openPasses.decrementAndGet();
        }
    }
}
