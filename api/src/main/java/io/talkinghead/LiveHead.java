package io.talkinghead;

import static java.util.Objects.requireNonNull;

import io.talkinghead.drive.FaceParameters;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.NoFacePolicy;
import io.talkinghead.face.pose.FaceFollower;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.head.Head;
import io.talkinghead.internal.play.LatencyLog;
import io.talkinghead.internal.play.LatestFrame;
import io.talkinghead.internal.play.LatestFrame.Arrived;
import io.talkinghead.internal.play.LiveMotion;
import io.talkinghead.internal.play.PlayRules;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.work.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A head that follows a camera: frames go in as they come, the newest picture can be had at any time. Only the newest frame waits; one
 * that comes before it was looked at takes its place, so that nothing is ever late by more than a picture. It is got from
 * {@link TalkingHead#live}, and lives until {@link #close()}; the head it came from stays open, and is closed after it.
 *
 * <p>Motion begins with the first face. The neutral face that it is measured from is the best of the first 15, or the one that
 * {@link #chooseNeutral} says. A camera that stops, and one that shows no face, leave the last picture as it is, for as long as it takes;
 * {@link #idle} tells how long no frame has come.
 *
 * <p><b>Errors:</b> what goes wrong with a frame - {@link ErrorCode#BACKEND_FAILED}, {@link ErrorCode#NO_FACE} under
 * {@link NoFacePolicy#FAIL}, {@link ErrorCode#CANCELLED} by the cancellation of the options - ends it, and is thrown by every later call of
 * {@link #offer}, {@link #newest} and {@link #awaitNewer}.
 *
 * <p><b>Threading:</b> any number of threads. {@link #close()} may be called from any, more than once, and waits for the picture being
 * made; afterwards {@code offer} does nothing, and no picture comes.
 *
 * <pre>{@code
 * static void show(LiveHead live, Consumer<Frame> window) {
 *     for (long last = 0; !Thread.currentThread().isInterrupted(); ) {
 *         Optional<LiveHead.Picture> picture = live.awaitNewer(last, Duration.ofMillis(100));
 *         if (picture.isPresent()) {
 *             last = picture.get().number();
 *             window.accept(picture.get().frame());
 *         }
 *     }
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LiveHead implements AutoCloseable {
    private final Head head;
    private final NoFacePolicy noFace;
    private final Cancellation cancellation;
    private final LiveMotion motion;
    private final LatestFrame waiting = new LatestFrame();
    private final LatencyLog log = new LatencyLog();
    private final AtomicLong faceless = new AtomicLong();
    private final Object shown = new Object();
    private final long start = System.nanoTime();
    private final Future<Boolean> work;
    private volatile long lastOffer = start;
    private volatile FaceParameters parameters = FaceParameters.NEUTRAL;
    private volatile boolean closed;
    private volatile long looked;
    private @Nullable Picture newest;
    private @Nullable RuntimeException failure;

    LiveHead(Head head, AnimationOptions options) {
        head.checkOpen();
        this.head = head;
        noFace = options.noFace();
        cancellation = options.cancellation().map(Cancellation::new).orElseGet(Cancellation::new);
        motion = new LiveMotion(
                new FaceFollower(head.analyzer(), options.face()),
                head.neutralLandmarks(),
                new PlayRules(
                        "the camera",
                        options.motion(),
                        noFace,
                        options.smoothing(),
                        Optional.empty(),
                        options.strength()));
        work = Workers.begin("talkinghead-live-head", this::work);
    }

    /**
     * Gives it a camera's frame, and returns at once. The frame's array is read later: it must not be written to again.
     *
     * @return the frame's number, from 1, or 0 after {@link #close()}
     * @throws TalkingHeadException what ended this head, if anything but {@link #close()} did
     */
    public long offer(Frame frame) {
        requireNonNull(frame, "frame");
        return offer(() -> frame);
    }

    /**
     * Gives it a camera's frame that costs something to make, such as one that comes as JPEG: a frame that is dropped is never made.
     *
     * @param frame makes it, in a thread of this head; what it throws ends this head
     * @return the frame's number, from 1, or 0 after {@link #close()}
     * @throws TalkingHeadException what ended this head, if anything but {@link #close()} did
     */
    public long offer(Supplier<Frame> frame) {
        requireNonNull(frame, "frame");
        checkFailure();
        long now = System.nanoTime();
        lastOffer = closed ? lastOffer : now;
        return waiting.put(frame, now);
    }

    /**
     * Returns the newest picture, or nothing before the first.
     *
     * @throws TalkingHeadException what ended this head, if anything but {@link #close()} did
     */
    public Optional<Picture> newest() {
        synchronized (shown) {
            checkFailure();
            return Optional.ofNullable(newest);
        }
    }

    /**
     * Waits for a picture that is newer than one already had.
     *
     * @param number of that one, 0 for none
     * @param limit how long to wait; not longer if this head is closed
     * @return the newest picture, or nothing when no newer one came in time
     * @throws TalkingHeadException {@link ErrorCode#CANCELLED} when this thread is interrupted; what ended this head, if anything but
     *     {@link #close()} did
     */
    public Optional<Picture> awaitNewer(long number, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (shown) {
            long left = limit.toNanos();
            while (!closed && left > 0 && failure == null && (newest == null || newest.number() <= number)) {
                pause(left);
                left = end - System.nanoTime();
            }
            return newest().filter(picture -> picture.number() > number);
        }
    }

    private void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(shown, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TalkingHeadException(ErrorCode.CANCELLED, "interrupted while waiting for the next picture", e);
        }
    }

    /** Moves the head by numbers besides the camera, from the next picture on: an expression is added, a pose is turned further. */
    public void setParameters(FaceParameters newParameters) {
        parameters = requireNonNull(newParameters, "parameters");
    }

    /**
     * Multiplies the motion from the next picture on, in place of what the options say: see {@link AnimationOptions#withStrength}.
     *
     * @throws IllegalArgumentException when it is not 0 to 3
     */
    public void setStrength(double strength) {
        AnimationOptions.checkStrength(strength);
        motion.setStrength(strength);
    }

    /** Makes the next face that the camera shows the neutral one, from which motion is measured. */
    public void chooseNeutral() {
        motion.chooseNeutral();
    }

    /** Returns how many frames were offered. */
    public long offered() {
        return waiting.count();
    }

    /** Returns how many frames were dropped because a newer one came before they were looked at. */
    public long dropped() {
        return waiting.dropped();
    }

    /** Returns the number of the last frame that was looked at, whether it showed a face or not; 0 before the first. */
    public long looked() {
        return looked;
    }

    /** Returns how many frames showed no face. */
    public long faceless() {
        return faceless.get();
    }

    /** Returns how many pictures were made. */
    public long pictures() {
        return log.count();
    }

    /** Returns how many pictures were made in the last second. */
    public int picturesPerSecond() {
        return log.inTheSecondBefore(System.nanoTime());
    }

    /**
     * Returns how long a picture takes from {@link #offer}, of the last 512 pictures; zero before the first.
     *
     * @param percentile 0 to 100: 50 is the median
     * @throws IllegalArgumentException when it is out of range
     */
    public Duration latency(double percentile) {
        return log.latency(percentile);
    }

    /** Returns for how long no frame has been offered. */
    public Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastOffer);
    }

    private void checkFailure() {
        RuntimeException ended;
        synchronized (shown) {
            ended = failure;
        }
        if (ended != null) {
            throw ended;
        }
    }

    private boolean work() {
        try {
            for (Optional<Arrived> next = waiting.take(cancellation);
                    next.isPresent();
                    next = waiting.take(cancellation)) {
                show(next.get());
                looked = next.get().number();
            }
            return true;
        } catch (RuntimeException e) {
            end(e);
            return false;
        } catch (Error e) {
            end(new IllegalStateException("the live head ended with " + e, e));
            throw e;
        }
    }

    private void end(RuntimeException reason) {
        synchronized (shown) {
            failure = closed ? null : reason;
            shown.notifyAll();
        }
    }

    private void show(Arrived arrived) {
        Optional<Landmarks> face = motion.follow(arrived.frame().get(), Duration.ofNanos(arrived.nanos() - start));
        if (face.isEmpty()) {
            faceless.incrementAndGet();
            checkFaceless();
            return;
        }
        FaceParameters more = parameters;
        Landmarks target = more.equals(FaceParameters.NEUTRAL) ? face.get() : more.applyTo(face.get());
        Frame picture = head.render(target);
        long now = System.nanoTime();
        log.add(now - arrived.nanos(), now);
        synchronized (shown) {
            newest = new Picture(log.count(), arrived.number(), picture, Duration.ofNanos(now - arrived.nanos()));
            shown.notifyAll();
        }
    }

    private void checkFaceless() {
        if (noFace == NoFacePolicy.FAIL) {
            throw new TalkingHeadException(
                    ErrorCode.NO_FACE,
                    "the camera shows no face; choose to hold the last picture instead, or sit before the camera");
        }
    }

    @Override
    public void close() {
        closed = true;
        waiting.close();
        synchronized (shown) {
            shown.notifyAll();
        }
        Awaited.succeeds(work);
    }

    /**
     * A picture.
     *
     * @param number from 1, growing
     * @param source the number of its camera frame, as {@link #offer} returned it
     * @param frame the picture
     * @param latency from when its camera frame was offered until it was made
     */
    public record Picture(long number, long source, Frame frame, Duration latency) {}
}
