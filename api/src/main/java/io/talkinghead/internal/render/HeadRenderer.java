package io.talkinghead.internal.render;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.run.EngineGate;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Generator;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Renders a person. Owns the generator.
 *
 * <p><b>Threading:</b> any number of threads; each takes a {@link RenderPass} of its own from a pool. Closing waits for
 * renderings in progress.
 */
public final class HeadRenderer implements AutoCloseable {
    private final Generator generator;
    private final PhotoLayout stage;
    private final EngineGate gate = new EngineGate("this head");
    private final Deque<RenderPass> idle = new ArrayDeque<>();

    /** Lays out the person's photos; {@code sizePx} 0 means the photo's own size. */
    public HeadRenderer(Generator generator, Person person, Framing framing, int sizePx) {
        this.generator = generator;
        stage = PhotoLayout.of(person, generator.spec(), framing, sizePx);
    }

    /** Renders landmarks given in pixels of the neutral photo. */
    public Frame render(Landmarks landmarks) {
        return gate.use(() -> {
            RenderPass pass = take();
            try {
                Frame frame = pass.render(landmarks);
                synchronized (idle) {
                    idle.push(pass);
                }
                return frame;
            } catch (RuntimeException | Error e) {
                // Its buffers are in an unknown state.
                pass.close();
                throw e;
            }
        });
    }

    private RenderPass take() {
        @Nullable RenderPass pass;
        synchronized (idle) {
            pass = idle.poll();
        }
        return pass == null ? new RenderPass(stage, generator) : pass;
    }

    @Override
    public void close() {
        gate.close(() -> {
            idle.forEach(RenderPass::close);
            idle.clear();
            generator.close();
        });
    }
}
