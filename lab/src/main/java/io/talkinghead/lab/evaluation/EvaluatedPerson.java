package io.talkinghead.lab.evaluation;

import com.google.common.base.Stopwatch;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.work.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One person, learnt by every method. Owns what they have learnt. */
final class EvaluatedPerson implements AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;

    private final PersonPhotos photos;
    private final List<LearntMethod> methods = new ArrayList<>();

    private EvaluatedPerson(PersonPhotos photos) {
        this.photos = photos;
    }

    static EvaluatedPerson of(FrameSelection selection, List<ComparedMethod> methods, Cancellation cancellation) {
        EvaluatedPerson made = new EvaluatedPerson(PersonPhotos.of(selection));
        try {
            methods.forEach(method -> made.methods.add(learn(method, made.photos, cancellation)));
            return made;
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    /** Lets a method learn the person, and measures how long that takes. */
    static LearntMethod learn(ComparedMethod method, PersonPhotos photos, Cancellation cancellation) {
        Stopwatch watch = Stopwatch.createStarted();
        ComparedPerson person = method.learn(photos.photos(), photos.neutral(), cancellation);
        return new LearntMethod(new EvaluationMethod(method.id()), person, millis(watch.elapsed()));
    }

    static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }

    PersonPhotos photos() {
        return photos;
    }

    List<LearntMethod> methods() {
        return methods;
    }

    @Override
    public void close() {
        methods.forEach(method -> method.person().close());
    }
}
