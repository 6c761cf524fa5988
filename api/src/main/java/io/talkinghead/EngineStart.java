package io.talkinghead;

import com.google.common.util.concurrent.Uninterruptibles;
import io.talkinghead.internal.engine.HeadEngine;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An engine that is started by another thread while the caller reads what it will work on: a model takes as long to read as the
 * engine and its networks to start, and neither needs the other.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class EngineStart implements AutoCloseable {
    private final FutureTask<HeadEngine> engine;
    private @Nullable FutureTask<FaceAnalyzer> analyzer;
    private @Nullable FutureTask<Backend.Preloaded> preloaded;
    private boolean handedOver;

    EngineStart(Supplier<HeadEngine> opener) {
        engine = started("talkinghead-engine", opener::get);
    }

    /** The new thread has the caller's class loader, which finds the backends. */
    private static <T> FutureTask<T> started(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Starts the face analyser as soon as there is an engine. */
    EngineStart withAnalyzer() {
        analyzer = started("talkinghead-faces", () -> engine().analyzer());
        return this;
    }

    /** Starts a model's generator as soon as there is an engine. */
    void preload(ModelBundle model) {
        preloaded = started("talkinghead-generator", () -> engine().preload(model));
    }

    /** Waits for the engine; throws what kept it from starting. */
    HeadEngine engine() {
        return Awaited.getUninterruptibly(engine);
    }

    /** Waits for the face analyser; throws what kept it or the engine from starting. */
    FaceAnalyzer analyzer() {
        return analyzer == null ? engine().analyzer() : Awaited.getUninterruptibly(analyzer);
    }

    /** Gives the engine away: closing this leaves it open. */
    HeadEngine handOver() {
        HeadEngine started = engine();
        handedOver = true;
        return started;
    }

    /** Waits for what is being started, and closes what nobody took over. What failed has been told, or was not needed. */
    @Override
    public void close() {
        if (analyzer != null) {
            succeeded(analyzer);
        }
        if (preloaded != null && succeeded(preloaded)) {
            Awaited.getUninterruptibly(preloaded).close();
        }
        if (succeeded(engine) && !handedOver) {
            engine().close();
        }
    }

    private static boolean succeeded(FutureTask<?> task) {
        try {
            Uninterruptibles.getUninterruptibly(task);
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }
}
