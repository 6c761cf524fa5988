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

/** A generator without a network: it hands the landmark picture back; a photo moves as its mesh does. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PaintedGenerator implements Generator {
    public final AtomicInteger openPasses = new AtomicInteger();
    public final AtomicInteger guides = new AtomicInteger();
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
        guides.incrementAndGet();
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

    private static FloatBuffer direct(int count) {
        return ByteBuffer.allocateDirect(4 * count)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private final class PaintedPass implements Pass {
        private final FloatBuffer input;
        private final FloatBuffer image;
        private final Optional<FloatBuffer> flow;

        PaintedPass(ModelSpec spec) {
            int side = spec.resolution();
            input = direct(spec.conditioning().inputValues(side));
            image = direct(3 * side * side);
            flow = switch (spec.conditioning().kind()) {
                case LANDMARKS -> Optional.empty();
                case TURNED -> Optional.of(direct(2 * side * side));
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
            if (flow.isPresent()) {
                move(flow.get());
                return;
            }
            for (int i = 0; i < image.capacity(); i++) {
                image.put(i, input.get(i));
            }
        }

        /** The mesh where there is one, else the nearest cell of what surrounds it, from where that cell lies itself. */
        private void move(FloatBuffer to) {
            int side = spec.resolution();
            int plane = side * side;
            int cells = Conditioning.Turned.SURROUND_CELLS;
            int mesh = input.capacity() - 4 * plane;
            for (int i = 0; i < plane; i++) {
                int column = i % side * cells / side;
                int row = i / side * cells / side;
                int around = 3 * plane + row * cells + column;
                boolean covered = input.get(mesh + 2 * plane + i) > 0;
                double offX = i % side + 0.5 - (column + 0.5) * side / cells;
                double offY = Math.floorDiv(i, side) + 0.5 - (row + 0.5) * side / cells;
                to.put(i, covered ? input.get(mesh + i) : (float) (input.get(around) + offX));
                float y = covered ? input.get(mesh + plane + i) : (float) (input.get(around + cells * cells) + offY);
                to.put(plane + i, y);
            }
        }

        @Override
        public FloatBuffer image() {
            return image;
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
