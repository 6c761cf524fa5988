package io.talkinghead.lab.evaluation;

import io.talkinghead.image.Frame;
import io.talkinghead.internal.head.PersonMaker;
import io.talkinghead.internal.render.HeadRenderer;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A model of this library: the person is embedded from the photos and, if there is a tuner, fine-tuned on them. */
final class HeadMethod implements ComparedMethod {
    private final EvaluationMethod kind;
    private final ModelBundle model;
    private final Backend backend;
    private final Embedder embedder;
    private final UnaryOperator<Person> tuner;

    /** Opens a model's embedder; the backend stays open. */
    HeadMethod(EvaluationMethod kind, ModelBundle model, Backend backend, UnaryOperator<Person> tuner) {
        this.kind = kind;
        this.model = model;
        this.backend = backend;
        this.tuner = tuner;
        embedder = backend.openEmbedder(model);
    }

    @Override
    public String id() {
        return kind.id();
    }

    @Override
    public ComparedPerson learn(List<ReferencePhoto> photos, int neutralPhoto, Cancellation cancellation) {
        PersonMaker maker = new PersonMaker(model, true, WorkListener.NONE, cancellation);
        Person person = tuner.apply(maker.make(photos, neutralPhoto, embedder, Map.of("evaluation", "true")));
        int resolution = photos.get(neutralPhoto).picture().widthPx();
        return new Head(new HeadRenderer(backend.openGenerator(model, person), person, Framing.CROP, resolution));
    }

    @Override
    public void close() {
        embedder.close();
    }

    private record Head(HeadRenderer renderer) implements ComparedPerson {
        @Override
        public Frame draw(AskedFrame asked) {
            return renderer.render(asked.landmarks());
        }

        @Override
        public void close() {
            renderer.close();
        }
    }
}
