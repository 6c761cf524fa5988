package io.talkinghead.tensorrt;

import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.tensorrt.onnx.EngineModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All engines of one GPU. They cannot be freed, so there are never more of a plan than were in use at once with different
 * weights: an idle one is refitted for whoever comes next.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class EnginePool {
    private final Gpu gpu;
    private final List<PooledEngine> engines = new ArrayList<>();

    EnginePool(Gpu gpu) {
        this.gpu = gpu;
    }

    /**
     * Takes an engine that is there, refitting it if need be.
     *
     * @return null when a plan has to be loaded
     * @throws RefitFailure when its weights could not be replaced
     */
    synchronized @Nullable Lease find(PlanKey key, EngineModel model) {
        Optional<PooledEngine> same =
                first(engine -> ours(engine, key) && model.weightsHash().equals(engine.weightsHash()));
        if (same.isPresent()) {
            return new Lease(same.get());
        }
        Optional<PooledEngine> other = first(engine -> ours(engine, key) && engine.isIdle());
        return other.map(engine -> refitted(engine, model)).orElse(null);
    }

    private Optional<PooledEngine> first(Predicate<PooledEngine> wanted) {
        return engines.stream().filter(wanted).findFirst();
    }

    private static boolean ours(PooledEngine engine, PlanKey key) {
        return engine.key().equals(key.hash());
    }

    /**
     * Loads a plan, refitting it if it was compiled with other weights.
     *
     * @return null when TensorRT does not take the plan
     * @throws RefitFailure when its weights could not be replaced
     */
    synchronized @Nullable Lease load(PlanKey key, PlanFile plan, EngineModel model) {
        // Somebody else may have been faster.
        Lease there = find(key, model);
        if (there != null) {
            return there;
        }
        Gpu.Engine loaded = gpu.load(plan.plan());
        if (loaded == null) {
            return null;
        }
        PooledEngine engine = new PooledEngine(gpu, loaded, plan.key(), plan.weightsHash());
        engines.add(engine);
        return plan.weightsHash().equals(model.weightsHash()) ? new Lease(engine) : refitted(engine, model);
    }

    private static Lease refitted(PooledEngine engine, EngineModel model) {
        try {
            engine.refit(model.onnx(), model.weightsHash());
        } catch (TalkingHeadException e) {
            throw new RefitFailure(e);
        }
        return new Lease(engine);
    }

    /** One user's hold on an engine. */
    static final class Lease implements AutoCloseable {
        private final PooledEngine engine;
        private boolean closed;

        private Lease(PooledEngine engine) {
            this.engine = engine;
            engine.addUser();
        }

        PooledEngine engine() {
            return engine;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                engine.removeUser();
            }
        }
    }

    /** An engine's weights could not be replaced; the cause says why. */
    static final class RefitFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefitFailure(TalkingHeadException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
