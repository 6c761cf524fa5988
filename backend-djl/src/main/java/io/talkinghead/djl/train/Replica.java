package io.talkinghead.djl.train;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.djl.loss.HeadLosses;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.engine.Device;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.lab.training.TrainingPlan;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The networks in training on one device, with a thread of their own: the engine's scopes and its recording of gradients
 * belong to threads, and a step is done in several pieces. An interrupt ends no piece: it shows after the step.
 *
 * <p><b>Threading:</b> any thread, one at a time.
 */
final class Replica implements AutoCloseable {
    private final Workers thread;
    private final NDManager manager;
    private final HeadNetworks networks;
    private final HeadLosses losses;
    private final MetaNetworks meta;
    private @Nullable NDScope scope;

    private Replica(Workers thread, NDManager manager, TrainingPlan plan, MetaState state) {
        this.thread = thread;
        this.manager = manager;
        networks = new HeadNetworks(plan.spec(), manager, DataType.FLOAT32);
        losses = HeadLosses.open(networks, plan.content(), TrainedModel.content(plan), manager);
        meta = new MetaNetworks(networks, losses, plan.options().updates(), state, manager);
    }

    /** Takes up a state on a device. */
    static Replica open(TrainingPlan plan, MetaState state, Device device) {
        Workers thread = Workers.single("talkinghead-train-" + device);
        NDManager manager = TorchEngine.newManager(device);
        try {
            return Awaited.getUninterruptibly(thread.submit(() -> new Replica(thread, manager, plan, state)));
        } catch (RuntimeException | Error e) {
            manager.close();
            thread.close();
            throw e;
        }
    }

    /** Begins a step: everything made until {@link #end} is freed then. */
    Future<?> begin(List<Episode> episodes, int videos) {
        return thread.submit(() -> {
            scope = new NDScope();
            scope.suppressNotUsedWarning();
            meta.begin(EpisodeBatch.of(manager, episodes, networks.spec(), videos));
            return meta;
        });
    }

    /** Does a piece of a step. */
    <T> Future<T> submit(Piece<T> piece) {
        return thread.submit(() -> piece.of(meta));
    }

    /** Ends a step, also one that failed. */
    void end() {
        Awaited.getUninterruptibly(thread.submit(() -> {
            if (scope != null) {
                scope.close();
                scope = null;
            }
            return meta;
        }));
    }

    /** Does work outside of a step, in a scope of its own. */
    <T> T call(Use<T> use) {
        Callable<T> scoped = () -> {
            try (NDScope own = new NDScope()) {
                own.suppressNotUsedWarning();
                return use.of(new Parts(manager, networks, losses, meta));
            }
        };
        return Awaited.getUninterruptibly(thread.submit(scoped));
    }

    MetaNetworks networks() {
        return meta;
    }

    @Override
    public void close() {
        Awaited.getUninterruptibly(thread.submit(() -> {
            meta.close();
            losses.close();
            networks.close();
            manager.close();
            return meta;
        }));
        thread.close();
    }

    /** A piece of a step. */
    interface Piece<T> {
        /** Does it. */
        T of(MetaNetworks networks);
    }

    /** Something else done with the networks. */
    interface Use<T> {
        /** Does it. */
        T of(Parts parts);
    }

    /**
     * What a replica consists of.
     *
     * @param manager owner of its arrays
     * @param networks as functions
     * @param losses of them
     * @param meta with their parameters
     */
    record Parts(NDManager manager, HeadNetworks networks, HeadLosses losses, MetaNetworks meta) {}
}
