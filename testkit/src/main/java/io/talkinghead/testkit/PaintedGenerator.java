package io.talkinghead.testkit;

import io.talkinghead.model.ModelSpec;
import io.talkinghead.spi.Generator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/** A generator without a network: it hands the warped photo back, fully trusted. */
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
    public Pass newPass() {
        openPasses.incrementAndGet();
        int plane = spec.resolution() * spec.resolution();
        boolean guided = switch (spec.conditioning().kind()) {
            case LANDMARKS -> false;
            case GUIDED, REFINED -> true;
        };
        FloatBuffer input = floats(spec.conditioning().inputChannels() * plane);
        FloatBuffer image = floats(3 * plane);
        Optional<FloatBuffer> mask = guided ? Optional.of(trust(plane)) : Optional.empty();
        return new Pass() {
            @Override
            public FloatBuffer input() {
                return input;
            }

            @Override
            public void run() {
                for (int i = 0; i < 3 * plane; i++) {
                    image.put(i, input.get(guided ? 3 * plane + i : i));
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
            public void close() {
                openPasses.decrementAndGet();
            }
        };
    }

    @Override
    public void close() {
        closed = true;
    }

    private static FloatBuffer trust(int count) {
        FloatBuffer mask = floats(count);
        for (int i = 0; i < count; i++) {
            mask.put(i, 1);
        }
        return mask;
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(4 * count)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
