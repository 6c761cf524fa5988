package io.talkinghead.djl.baseline;

import io.talkinghead.djl.baseline.TrainedFolder.Description;
import io.talkinghead.djl.baseline.TrainedFolder.Trained;
import io.talkinghead.engine.Device;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.FolderLock;
import io.talkinghead.lab.comparison.BaselinePlan;
import io.talkinghead.lab.comparison.BaselineSize;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.model.Weights;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.util.List;

/**
 * The methods of other papers by their ids.
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class BaselineMethods {
    static final String X2FACE = "x2face";
    static final String X2FACE_LANDMARKS = "x2face-landmarks";
    static final String PIX2PIX_HD = "pix2pix-hd";

    static final String GANIMATION = "ganimation";

    /** All ids. */
    public static final List<String> IDS = List.of(X2FACE, X2FACE_LANDMARKS, PIX2PIX_HD, GANIMATION);

    private BaselineMethods() {}

    private static Baseline of(String id, BaselineSize size, int resolution) {
        return switch (id) {
            case X2FACE -> X2Face.of(X2Face.DrivenBy.FRAMES, size, resolution);
            case X2FACE_LANDMARKS -> X2Face.of(X2Face.DrivenBy.LANDMARKS, size, resolution);
            case PIX2PIX_HD -> Pix2pixHd.of(size, resolution);
            case GANIMATION -> Ganimation.of(size, resolution);
            default -> throw new IllegalArgumentException("there is no method " + id + " among " + IDS);
        };
    }

    /** Trains a method as {@link io.talkinghead.lab.comparison.BaselineProvider#train} says; the engine is running. */
    public static void train(
            String id, BaselinePlan plan, Device device, WorkListener listener, Cancellation cancellation) {
        train(of(id, plan.networks().size(), plan.networks().resolution()), plan, device, listener, cancellation);
    }

    static void train(
            Baseline baseline, BaselinePlan plan, Device device, WorkListener listener, Cancellation cancellation) {
        AtomicFile.makeFolder(plan.folder());
        FolderLock lock = FolderLock.open(plan.folder());
        try {
            new BaselineRun(baseline, plan, listener, cancellation).run(device);
        } finally {
            lock.close();
        }
    }

    /**
     * Returns the SHA-256 of a trained method's weights as they are described, without reading them: {@link #open} does, and refuses others.
     */
    public static String origin(String id, Path folder) {
        return new TrainedFolder(folder).origin(id);
    }

    /** Opens a trained method as {@link io.talkinghead.lab.comparison.BaselineProvider#open} says; the engine is running. */
    public static ComparedMethod open(String id, Path folder, Device device) {
        TrainedFolder trained = new TrainedFolder(folder);
        Trained read = trained.read(id);
        Description description = read.description();
        return open(of(id, description.size(), description.resolution()), read.weights(), trained, device);
    }

    static ComparedMethod open(Baseline baseline, Weights weights, TrainedFolder folder, Device device) {
        folder.check(weights, baseline.table());
        TorchWorker worker = TorchWorker.open("the method " + baseline.id(), device);
        try {
            return baseline.method(weights, worker);
        } catch (RuntimeException | Error e) {
            worker.close();
            throw e;
        }
    }
}
