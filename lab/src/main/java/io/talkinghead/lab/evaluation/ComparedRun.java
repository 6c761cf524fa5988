package io.talkinghead.lab.evaluation;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Stopwatch;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.lab.comparison.MethodSource;
import io.talkinghead.work.Cancellation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One method in a comparison: opened when it is first needed, and never again when that fails. Owns the method. */
final class ComparedRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ComparedRun.class);

    private final MethodSource source;
    private final Optional<String> origin;
    private @Nullable ComparedMethod method;
    private Optional<String> failure = Optional.empty();

    ComparedRun(MethodSource source) {
        this.source = source;
        origin = attempt(source::origin);
    }

    String id() {
        return source.id();
    }

    /** Returns which method of that name it is, empty when there is none. */
    Optional<String> origin() {
        return origin;
    }

    /** Returns why the method cannot be used at all. */
    Optional<String> failure() {
        return failure;
    }

    /** Opens the method unless it is open; returns whether it can be used. */
    boolean open() {
        if (failure.isEmpty() && method == null) {
            method = attempt(source::open).orElse(null);
        }
        return failure.isEmpty();
    }

    private <T> Optional<T> attempt(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (RuntimeException | LinkageError e) {
            failure = Optional.of(why(id(), e));
            return Optional.empty();
        }
    }

    /** Tells why a method failed, but ends the comparison when it was cancelled. */
    static String why(String method, Throwable failed) {
        if (failed instanceof TalkingHeadException known) {
            if (known.code() == ErrorCode.CANCELLED) {
                throw known;
            }
            LOG.warn("{} failed: {}", method, known.getMessage());
            return String.valueOf(known.getMessage());
        }
        LOG.warn("{} failed", method, failed);
        return "unexpected failure: " + failed;
    }

    /** Learns a person and draws frames. Throws whatever the method throws. */
    Shown show(PersonPhotos photos, Map<Integer, FollowedFrame> followed, Cancellation cancellation) {
        ComparedMethod opened = requireNonNull(method, "the method is not open");
        LearntMethod learnt = EvaluatedPerson.learn(opened, photos, cancellation);
        try (ComparedPerson person = learnt.person()) {
            Map<Integer, Drawn> pictures = new HashMap<>();
            followed.forEach((frame, each) -> {
                cancellation.check("the comparison");
                pictures.put(frame, draw(person, each.asked()));
            });
            return new Shown(learnt.millis(), pictures);
        }
    }

    private static Drawn draw(ComparedPerson person, AskedFrame asked) {
        Stopwatch watch = Stopwatch.createStarted();
        Frame picture = person.draw(asked);
        double millis = EvaluatedPerson.millis(watch.elapsed());
        Frame driver = asked.driver();
        if (picture.widthPx() != driver.widthPx() || picture.heightPx() != driver.heightPx()) {
            throw new IllegalStateException("it drew " + picture + ", not a picture of " + driver.widthPx() + " px");
        }
        return new Drawn(picture, millis);
    }

    @Override
    public void close() {
        if (method != null) {
            method.close();
        }
    }

    /**
     * A person as a method shows it.
     *
     * @param learnMillis to learn it
     * @param pictures by the numbers of the frames asked for
     */
    record Shown(double learnMillis, Map<Integer, Drawn> pictures) {}

    /** A picture, and how long it took. */
    record Drawn(Frame picture, double millis) {}
}
