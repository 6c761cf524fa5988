package io.talkinghead.internal.head;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.engine.EngineShare;
import io.talkinghead.internal.render.HeadRenderer;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import java.util.Optional;

/**
 * A head at work. Owns its part in the engine, and the renderer, which owns the generator.
 *
 * <p><b>Threading:</b> any number of threads. Closing waits for calls in progress; every later call is an
 * {@link IllegalStateException}.
 */
public final class Head implements AutoCloseable {
    private final HeadPlan plan;
    private final EngineShare engine;
    private final ModelBundle model;
    private final Person person;
    private final HeadRenderer renderer;
    private final FrameMarks marks;

    Head(HeadPlan plan, EngineShare engine, ModelBundle model, Person person, HeadRenderer renderer) {
        this.plan = plan;
        this.engine = engine;
        this.model = model;
        this.person = person;
        this.renderer = renderer;
        marks = FrameMarks.of(plan, model);
    }

    /** Returns the person. */
    public Person person() {
        return person;
    }

    /** Returns the id of the backend at work. */
    public String backendId() {
        return engine.id();
    }

    /** Returns the threads of one computation. */
    public int threads() {
        return plan.engine().options().threads();
    }

    /** Returns the landmarks of the neutral photo, in its pixels. */
    public Landmarks neutralLandmarks() {
        return person.photos().get(person.neutralPhoto()).landmarks();
    }

    /** Renders one picture of landmarks in pixels of the neutral photo, and marks it. */
    public Frame render(Landmarks landmarks) {
        return marks.on(renderer.render(landmarks));
    }

    /** Renders one picture, unmarked: what is made of it is to be {@linkplain #marked marked}. */
    public Frame renderPart(Landmarks landmarks) {
        return renderer.render(landmarks);
    }

    /** Marks a picture that was put together of such as this head renders. */
    public Frame marked(Frame picture) {
        return marks.on(picture);
    }

    /** Returns the whole photo at output size, which must not be written to, where this head shows all of it. */
    public Optional<Frame> photo() {
        return renderer.photo();
    }

    /** Returns the face analyser, which is closed with the head. */
    public FaceAnalyzer analyzer() {
        return engine.analyzer();
    }

    /** Refuses when the head is closed. */
    public void checkOpen() {
        engine.checkOpen();
    }

    /** Fine-tunes the person and makes the same head of the result; this one stays as it is. */
    public Head tuned(TuningOptions options, TuningListener listener, Cancellation cancellation) {
        engine.checkOpen();
        HeadPlan same = new HeadPlan(plan.engine().fixedTo(engine), plan.framing(), plan.sizePx(), plan.marks());
        HeadWork work = new HeadWork(listener, Optional.of(new HeadWork.Tuned(options, listener)), cancellation);
        return new HeadAssembly(same, Optional.of(model), work).fromPerson(person);
    }

    @Override
    public void close() {
        renderer.close();
        engine.close();
    }
}
