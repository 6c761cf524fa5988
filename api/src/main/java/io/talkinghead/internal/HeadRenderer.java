package io.talkinghead.internal;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Generator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Renders a person. Owns the generator.
 *
 * <p><b>Threading:</b> any number of threads; each takes a {@link RenderPass} of its own from a pool. Closing waits for
 * renderings in progress.
 */
public final class HeadRenderer implements AutoCloseable {
    private final Generator generator;
    private final Stage stage;
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final Deque<RenderPass> idle = new ArrayDeque<>();
    private boolean closed;

    /** Lays out the person's photos; {@code sizePx} 0 means the photo's own size. */
    public HeadRenderer(Generator generator, Person person, Framing framing, int sizePx) {
        this.generator = generator;
        stage = Stage.of(person, generator.spec(), framing, sizePx);
    }

    /** Renders landmarks given in pixels of the neutral photo. */
    public Frame render(Landmarks landmarks) {
        gate.readLock().lock();
        try {
            checkState(!closed, "this head is closed");
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
        } finally {
            gate.readLock().unlock();
        }
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
        gate.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            idle.forEach(RenderPass::close);
            idle.clear();
            generator.close();
        } finally {
            gate.writeLock().unlock();
        }
    }
}
