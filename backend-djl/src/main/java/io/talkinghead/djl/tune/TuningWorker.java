package io.talkinghead.djl.tune;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.djl.loss.HeadLosses;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.djl.sample.ShotEmbedder;
import io.talkinghead.djl.sample.ShotGuides;
import io.talkinghead.djl.tune.TunedNetworks.Measured;
import io.talkinghead.djl.tune.TunedNetworks.StepLosses;
import io.talkinghead.engine.Device;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.NativeHeap;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Identity;
import io.talkinghead.tuning.TuningOptions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The networks of one tuning, with a thread of their own: PyTorch keeps threads and memory for each thread that computes with it, as
 * long as that lives, and the threads of our callers may live for ever. An interrupt ends no piece of work: it shows after it.
 *
 * <p><b>Threading:</b> any thread, one at a time.
 */
final class TuningWorker implements AutoCloseable {
    private final Workers thread;
    private final NDManager manager;
    private final PersonShots shots;
    private final HeadNetworks networks;
    private final HeadLosses losses;
    private final TunedNetworks tuned;

    private TuningWorker(
            Workers thread, NDManager manager, ModelBundle model, PersonShots shots, TuningOptions options) {
        this.thread = thread;
        this.manager = manager;
        this.shots = shots;
        networks = new HeadNetworks(model.spec(), manager, DataType.FLOAT32);
        losses = HeadLosses.open(networks, options.content(), model.content(), manager);
        // Of all photos, those held out too: embedding them teaches nothing.
        ShotEmbedder embedder = new ShotEmbedder(networks, model.weights(), manager);
        KnownPerson known = new KnownPerson(embedder.mean(shots.all()), new ShotGuides(embedder));
        tuned = new TunedNetworks(networks, losses, model, known, options, manager);
    }

    /** Starts from a model and a person's photos. */
    static TuningWorker open(ModelBundle model, PersonShots shots, TuningOptions options, Device device) {
        Workers thread = Workers.single("talkinghead-tune");
        NDManager manager = TorchEngine.newManager(device);
        try {
            return Awaited.getUninterruptibly(
                    thread.submit(() -> new TuningWorker(thread, manager, model, shots, options)));
        } catch (RuntimeException | Error e) {
            manager.close();
            end(thread);
            throw e;
        }
    }

    private static void end(Workers thread) {
        thread.close();
        NativeHeap.giveBack();
    }

    boolean isAdversarial() {
        return tuned.isAdversarial();
    }

    /** Trains on some photos once. */
    StepLosses step(List<Shot> targets) {
        return scoped(() -> tuned.step(shots.batch(manager, targets)));
    }

    /** Looks at what has been learnt. */
    Look look() {
        return scoped(() -> {
            Measured measured = tuned.measure(shots.measured(manager));
            return new Look(measured.likeness(), preview(measured));
        });
    }

    private static Frame preview(Measured measured) {
        int resolution = (int) measured.images().getShape().get(2);
        float[] all = measured.images().toFloatArray();
        return Planes.toFrame(Arrays.copyOf(all, 3 * resolution * resolution), resolution);
    }

    /** Copies the person out. */
    Identity.Tuned identity() {
        return Awaited.getUninterruptibly(thread.submit(tuned::identity));
    }

    private <T> T scoped(Callable<T> work) {
        return Awaited.getUninterruptibly(thread.submit(() -> {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                return work.call();
            }
        }));
    }

    @Override
    public void close() {
        try {
            Awaited.getUninterruptibly(thread.submit(() -> {
                tuned.close();
                losses.close();
                networks.close();
                manager.close();
                return this;
            }));
        } finally {
            end(thread);
        }
    }

    /**
     * What has been learnt.
     *
     * @param likeness content and pixels
     * @param preview of the first picture looked at
     */
    record Look(double likeness, Frame preview) {}
}
