package io.talkinghead.tensorrt;

import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.tensorrt.onnx.EngineModel;
import io.talkinghead.work.Cancellation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts networks on one GPU: from an engine that is there, a plan on disk, or a compilation; for other weights by refitting, and
 * where that fails or gives other pictures than it should, by a compilation of their own.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class GpuNetworks {
    private static final Logger LOG = LoggerFactory.getLogger(GpuNetworks.class);

    private final Gpu gpu;
    private final PlanCache cache;
    private final EnginePool pool;
    private final boolean half;
    private final String platform;
    /** Graphs with weights that refitting got wrong; each by the two hashes. */
    private final Set<String> unfit = ConcurrentHashMap.newKeySet();

    GpuNetworks(Gpu gpu, PlanCache cache, boolean half, String platform) {
        this.gpu = gpu;
        this.cache = cache;
        this.half = half;
        this.platform = platform;
        pool = new EnginePool(gpu);
    }

    /**
     * Starts something whose output is compared with another engine's.
     *
     * @param opener starts it on the engine it is given
     * @param check compares its output
     */
    <T extends AutoCloseable> T openChecked(Function<NetworkEngine, T> opener, Function<T, OutputCheck.Verdict> check) {
        Opening opening = new Opening();
        T network = opener.apply(opening);
        OutputCheck.Verdict verdict = verdict(network, opening, check);
        if (verdict == OutputCheck.Verdict.DIFFERS && opening.shared()) {
            LOG.warn(
                    "the {} gives other values than another engine with the same weights; it is compiled for them anew",
                    opening.name());
            opening.distrust();
            close(network);
            opening = new Opening();
            network = opener.apply(opening);
            verdict = verdict(network, opening, check);
        }
        if (verdict == OutputCheck.Verdict.DIFFERS) {
            close(network);
            throw PlanBuilder.failed(
                    opening.name(),
                    "what it computes on this GPU is not what another engine computes with the same weights; please report"
                            + " it as docs/tensorrt.md says",
                    null);
        }
        return network;
    }

    private static <T extends AutoCloseable> OutputCheck.Verdict verdict(
            T network, Opening opening, Function<T, OutputCheck.Verdict> check) {
        if (opening.checked()) {
            return OutputCheck.Verdict.AGREES;
        }
        try {
            OutputCheck.Verdict verdict = check.apply(network);
            if (verdict == OutputCheck.Verdict.AGREES) {
                opening.markChecked();
            }
            return verdict;
        } catch (RuntimeException | Error e) {
            close(network);
            throw e;
        }
    }

    private static void close(AutoCloseable network) {
        try {
            network.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a network without a comparison. */
    TensorRtSession open(Network network) {
        return new TensorRtSession(gpu, lease(model(network)), network.shapes());
    }

    /** Compiles a network unless its plan is on disk. */
    void prepare(Network network, Cancellation cancellation) {
        EngineModel model = model(network);
        PlanKey key = PlanKey.of(model, model.refittable(), gpu, platform);
        cache.findOrBuild(key, model, model.refittable(), cancellation);
        LOG.info("the {} is ready: {}", model.name(), key.fileName());
    }

    private EngineModel model(Network network) {
        return EngineModel.of(network, half);
    }

    private EnginePool.Lease lease(EngineModel model) {
        if (!model.refittable() || unfit.contains(identity(model))) {
            return lease(model, false);
        }
        try {
            return lease(model, true);
        } catch (EnginePool.RefitFailure e) {
            LOG.warn("the {} cannot be refitted and is compiled anew: {}", model.name(), e.getMessage());
            unfit.add(identity(model));
            return lease(model, false);
        }
    }

    private static String identity(EngineModel model) {
        return model.graphHash() + model.weightsHash();
    }

    private EnginePool.Lease lease(EngineModel model, boolean refittable) {
        PlanKey key = PlanKey.of(model, refittable, gpu, platform);
        EnginePool.Lease there = pool.find(key, model);
        if (there != null) {
            return there;
        }
        PlanFile plan = cache.findOrBuild(key, model, refittable, new Cancellation());
        EnginePool.Lease loaded = pool.load(key, plan, model);
        if (loaded == null) {
            LOG.warn("TensorRT does not take the compiled {} from disk; it is made anew", model.name());
            loaded = pool.load(key, cache.build(key, model, refittable, new Cancellation()), model);
        }
        if (loaded == null) {
            throw PlanBuilder.failed(model.name(), "it does not load what it has just compiled", null);
        }
        return loaded;
    }

    /** Remembers what was started last - what lends to a generator is started before it - to tell what to do about its output. */
    private final class Opening implements NetworkEngine {
        private @Nullable EngineModel model;
        private @Nullable PooledEngine engine;

        @Override
        public TensorRtSession open(Network network) {
            EngineModel prepared = model(network);
            EnginePool.Lease lease = lease(prepared);
            model = prepared;
            engine = lease.engine();
            return new TensorRtSession(gpu, lease, network.shapes());
        }

        String name() {
            return model == null ? "network" : model.name();
        }

        boolean checked() {
            return engine != null && engine.checked();
        }

        void markChecked() {
            if (engine != null) {
                engine.markChecked();
            }
        }

        /** Tells whether the weights came, or might have come, by a refit. */
        boolean shared() {
            return model != null && model.refittable() && !unfit.contains(identity(model));
        }

        void distrust() {
            if (model != null && engine != null) {
                unfit.add(identity(model));
                engine.distrust();
            }
        }
    }
}
