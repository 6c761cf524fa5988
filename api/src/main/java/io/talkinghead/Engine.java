package io.talkinghead;

import io.talkinghead.drive.Driver;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.face.Face;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.engine.EngineShare;
import io.talkinghead.internal.engine.EngineSource;
import io.talkinghead.internal.engine.Engines;
import io.talkinghead.internal.play.DriverFaces;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.work.Cancellation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A running engine for heads to share: it starts once, and stays between one head and the next. Heads of one engine share its
 * face analyser and, for the same model, the weights and the running networks; with other engines they share nothing. A head
 * without an engine of its own shares one with other such heads that have the same options; the first of them starts it.
 *
 * <p>Close it after its heads. A head that is still open then answers every call with an {@link IllegalStateException}.
 *
 * <p><b>Threading:</b> any number of threads. {@code close()} is idempotent and waits for calls in progress; every later call is an
 * {@link IllegalStateException}.
 *
 * <pre>{@code
 * try (Engine engine = Engine.open(EngineOptions.defaults().withThreads(2));
 *         TalkingHead anna = TalkingHead.builder(Photo.of(annasPhoto)).engine(engine).build();
 *         TalkingHead bert = TalkingHead.builder(Photo.of(bertsPhoto)).engine(engine).build()) {
 *     anna.animate(driver).writeTo(annasVideo);
 *     bert.animate(driver).writeTo(bertsVideo);
 * }
 * }</pre>
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Engine implements AutoCloseable {
    private static final Set<Capability> NEEDED =
            Set.of(Capability.EMBED, Capability.GENERATE, Capability.ANALYZE_FACES);

    private final Engines engines;
    private final EngineSource source;
    private final EngineShare share;

    private Engine(BackendProvider provider, EngineOptions options) {
        engines = new Engines();
        source = new EngineSource(
                engines, options, needed -> provider, tuning -> Backends.openFor(Capability.TUNE, tuning));
        share = engines.open("this engine", provider, options);
    }

    /** Starts the best usable backend with the default options; see {@link #open(String, EngineOptions)} for the errors. */
    public static Engine open() {
        return open(EngineOptions.defaults());
    }

    /**
     * Starts the backend that the property {@code talkinghead.backend} names, or else the best usable one; see
     * {@link #open(String, EngineOptions)} for the errors.
     */
    public static Engine open(EngineOptions options) {
        return new Engine(Backends.provider(null, NEEDED, options), options);
    }

    /**
     * Starts a backend.
     *
     * @param backend its id
     * @throws io.talkinghead.error.TalkingHeadException {@link ErrorCode#BACKEND_NONE}, {@link ErrorCode#BACKEND_TIE},
     *     {@link ErrorCode#BACKEND_NOT_FOUND} or {@link ErrorCode#BACKEND_REFUSED} when there is none to use,
     *     {@link ErrorCode#BACKEND_FAILED} when it does not start
     */
    public static Engine open(String backend, EngineOptions options) {
        return new Engine(Backends.provider(backend, NEEDED, options), options);
    }

    /** Returns the id of the backend that is running. */
    public String backendId() {
        return share.id();
    }

    /** Returns how it runs. */
    public EngineOptions options() {
        return source.options();
    }

    /**
     * Finds the faces in a picture.
     *
     * @return the faces, the largest first; empty when there is none
     * @throws IllegalStateException after {@link #close()}
     */
    public List<Face> faces(Frame picture) {
        return share.analyzer().analyze(picture);
    }

    /**
     * Opens a driver without a head: to record its motion, or to use the motion for something else.
     *
     * @param face which of several faces is meant
     * @param cancellation ends a wait for live frames
     * @return the poses, to be closed before the engine
     * @throws IllegalStateException after {@link #close()}
     */
    public PoseStream follow(Driver driver, FaceChoice face, Cancellation cancellation) {
        return driver.open(new DriverFaces(
                share.analyzer(), face, file -> Backends.videos().openReader(file), Optional.empty(), cancellation));
    }

    EngineSource source() {
        return source;
    }

    @Override
    public void close() {
        share.close();
        engines.close();
    }
}
