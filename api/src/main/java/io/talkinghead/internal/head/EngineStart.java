package io.talkinghead.internal.head;

import io.talkinghead.internal.engine.EngineShare;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An engine that is started by another thread while the caller reads what it will work on: a model takes as long to read as the
 * engine and its networks to start, and neither needs the other.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class EngineStart implements AutoCloseable {
    private final Future<EngineShare> engine;
    private @Nullable Future<FaceAnalyzer> analyzer;
    private @Nullable Future<ModelBundle> kept;
    private boolean handedOver;

    EngineStart(Supplier<EngineShare> opener) {
        engine = Workers.begin("talkinghead-engine", opener::get);
    }

    /** Starts the face analyser as soon as there is an engine. */
    EngineStart withAnalyzer() {
        analyzer = Workers.begin("talkinghead-faces", () -> engine().analyzer());
        return this;
    }

    /** Starts a model's networks as soon as there is an engine. */
    void keep(ModelBundle model) {
        kept = Workers.begin("talkinghead-model", () -> {
            engine().keep(model);
            return model;
        });
    }

    /** Waits for the engine; throws what kept it from starting. */
    EngineShare engine() {
        return Awaited.getUninterruptibly(engine);
    }

    /** Waits for the face analyser; throws what kept it or the engine from starting. */
    FaceAnalyzer analyzer() {
        return analyzer == null ? engine().analyzer() : Awaited.getUninterruptibly(analyzer);
    }

    /** Gives the engine away: closing this leaves it open. */
    EngineShare handOver() {
        EngineShare started = engine();
        handedOver = true;
        return started;
    }

    /** Waits for what is being started, and closes what nobody took over. What failed has been told, or was not needed. */
    @Override
    public void close() {
        if (analyzer != null) {
            Awaited.succeeds(analyzer);
        }
        if (kept != null) {
            Awaited.succeeds(kept);
        }
        if (Awaited.succeeds(engine) && !handedOver) {
            engine().close();
        }
    }
}
