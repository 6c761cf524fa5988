package io.talkinghead.djl.tune;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.engine.TorchThread;
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
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Identity;
import io.talkinghead.tuning.TuningOptions;
import java.util.Arrays;
import java.util.List;

/**
 * The networks of one tuning, with a thread of their own.
 *
 * <p><b>Threading:</b> any thread, one at a time.
 */
final class TuningWorker implements AutoCloseable {
    private final TorchThread thread;
    private final PersonShots shots;
    private final HeadNetworks networks;
    private final HeadLosses losses;
    private final TunedNetworks tuned;

    private TuningWorker(TorchThread thread, ModelBundle model, PersonShots shots, TuningOptions options) {
        this.thread = thread;
        this.shots = shots;
        NDManager manager = thread.manager();
        networks = new HeadNetworks(model.spec(), manager, DataType.FLOAT32);
        losses = HeadLosses.open(networks, options.content(), model.content(), manager);
        // Of all photos, those held out too: embedding them teaches nothing.
        ShotEmbedder embedder = new ShotEmbedder(networks, model.weights(), manager);
        KnownPerson known = new KnownPerson(embedder.mean(shots.all()), new ShotGuides(embedder));
        tuned = new TunedNetworks(networks, losses, model, known, options, manager);
    }

    /** Starts from a model and a person's photos. */
    static TuningWorker open(ModelBundle model, PersonShots shots, TuningOptions options, Device device) {
        TorchThread thread = new TorchThread("talkinghead-tune", device);
        try {
            return thread.setUp(() -> new TuningWorker(thread, model, shots, options));
        } catch (RuntimeException | Error e) {
            thread.close();
            throw e;
        }
    }

    boolean isAdversarial() {
        return tuned.isAdversarial();
    }

    /** Trains on some photos once. */
    StepLosses step(List<Shot> targets) {
        return thread.call(() -> tuned.step(shots.batch(thread.manager(), targets)));
    }

    /** Looks at what has been learnt. */
    Look look() {
        return thread.call(() -> {
            Measured measured = tuned.measure(shots.measured(thread.manager()));
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
        return thread.setUp(tuned::identity);
    }

    @Override
    public void close() {
        try (thread) {
            thread.tidy(() -> {
                tuned.close();
                losses.close();
                networks.close();
            });
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
