package io.talkinghead.lab.evaluation;

import com.google.common.base.Stopwatch;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.NeutralFace;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.head.PersonMaker;
import io.talkinghead.internal.render.HeadRenderer;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One person, shown by every method. Owns the generators. */
final class EvaluatedPerson implements AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;

    private final String identity;
    private final Person person;
    private final int resolution;
    private final GuideAnchors anchors;
    private final List<PersonMethod> methods = new ArrayList<>();
    private final List<HeadRenderer> renderers = new ArrayList<>();

    private EvaluatedPerson(DatasetClip clip, Person person) {
        identity = clip.identity();
        resolution = clip.resolution();
        this.person = person;
        anchors = new GuideAnchors(person, resolution);
    }

    static EvaluatedPerson of(
            FrameSelection selection,
            ModelBundle model,
            Backend backend,
            Embedder embedder,
            @Nullable UnaryOperator<Person> tuner) {
        List<ReferencePhoto> photos = selection.photos().stream()
                .map(frame -> ReferencePhoto.cropped(
                        selection.clip().picture(frame), selection.clip().calibrated(frame)))
                .toList();
        int neutral = NeutralFace.indexOfBest(
                photos.stream().map(ReferencePhoto::landmarks).toList());
        PersonMaker maker = new PersonMaker(model, true, WorkListener.NONE, new Cancellation());
        Stopwatch watch = Stopwatch.createStarted();
        Person person = maker.make(photos, neutral, embedder, Map.of("evaluation", "true"));
        double embedMillis = millis(watch.elapsed());
        EvaluatedPerson made = new EvaluatedPerson(selection.clip(), person);
        try {
            made.methods.add(new PersonMethod(EvaluationMethod.COPY, made.anchors::copy, 0));
            made.methods.add(new PersonMethod(EvaluationMethod.WARP, made.anchors::warp, 0));
            made.addHead(EvaluationMethod.FEED_FORWARD, person, embedMillis, model, backend);
            if (tuner != null) {
                watch.reset().start();
                Person tuned = tuner.apply(person);
                made.addHead(EvaluationMethod.TUNED, tuned, embedMillis + millis(watch.elapsed()), model, backend);
            }
            return made;
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    private void addHead(EvaluationMethod method, Person who, double personMillis, ModelBundle model, Backend backend) {
        HeadRenderer renderer = new HeadRenderer(backend.openGenerator(model, who), who, Framing.CROP, resolution);
        renderers.add(renderer);
        methods.add(new PersonMethod(method, renderer::render, personMillis));
    }

    static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }

    /** Returns the person's name in the dataset. */
    String identity() {
        return identity;
    }

    List<PersonMethod> methods() {
        return methods;
    }

    /** Returns what is known of the photo that guides a picture. */
    GuideAnchors anchors() {
        return anchors;
    }

    List<ReferencePhoto> photos() {
        return person.photos();
    }

    Landmarks neutralLandmarks() {
        return person.photos().get(person.neutralPhoto()).landmarks();
    }

    Frame neutralPicture() {
        return person.photos().get(person.neutralPhoto()).picture();
    }

    @Override
    public void close() {
        renderers.forEach(HeadRenderer::close);
    }
}
