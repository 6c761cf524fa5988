package io.talkinghead.internal.render;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.run.EngineGate;
import io.talkinghead.internal.run.Pool;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Generator;
import java.util.Optional;

/**
 * Renders a person. Owns the generator.
 *
 * <p><b>Threading:</b> any number of threads; each takes a {@link RenderPass} of its own from a pool. Closing waits for
 * renderings in progress.
 */
public final class HeadRenderer implements AutoCloseable {
    private final Generator generator;
    private final EngineGate gate = new EngineGate("this head");
    private final Pool<RenderPass> passes;
    private final Optional<Frame> photo;

    /** Lays out the person's photos; {@code sizePx} 0 means the photo's own size, enlarged where that is small. */
    public HeadRenderer(Generator generator, Person person, Framing framing, int sizePx) {
        this.generator = generator;
        PhotoLayout layout = PhotoLayout.of(person, generator, framing, sizePx);
        photo = layout.photo();
        passes = new Pool<>(() -> new RenderPass(layout, generator), RenderPass::close);
    }

    /** Renders landmarks given in pixels of the neutral photo. */
    public Frame render(Landmarks landmarks) {
        return gate.use(() -> passes.use(RenderPass::render, landmarks));
    }

    /** Returns the whole photo at output size, which must not be written to, where pictures show all of it. */
    public Optional<Frame> photo() {
        return photo;
    }

    @Override
    public void close() {
        gate.close(() -> {
            passes.close();
            generator.close();
        });
    }
}
