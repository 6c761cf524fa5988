package io.talkinghead.djl.train;

import ai.djl.engine.EngineException;
import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.FolderLock;
import io.talkinghead.internal.run.EngineFailure;
import io.talkinghead.internal.run.EngineGate;
import io.talkinghead.internal.run.NativeHeap;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.training.MetaTrainer;
import io.talkinghead.lab.training.TrainingListener;
import io.talkinghead.lab.training.TrainingPlan;
import io.talkinghead.lab.training.TrainingReport;
import io.talkinghead.work.Cancellation;

/** The trainer on DJL. */
public final class DjlMetaTrainer implements MetaTrainer {
    private final EngineOptions options;
    private final EngineGate gate = new EngineGate("the trainer");

    /** Makes a trainer; the engine is running. */
    public DjlMetaTrainer(EngineOptions options) {
        this.options = options;
    }

    @Override
    public synchronized TrainingReport train(TrainingPlan plan, TrainingListener listener, Cancellation cancellation) {
        return gate.use(() -> {
            checkStart(plan);
            Dataset dataset = Dataset.open(plan.data());
            boolean single = plan.options().episodes().reposed() > 0;
            TrainingVideos videos =
                    TrainingVideos.of(dataset, plan.options().validationFraction(), single, plan.data());
            AtomicFile.makeFolder(plan.out());
            FolderLock lock = FolderLock.open(plan.out());
            try {
                return new TrainingRun(plan, videos, TorchEngine.deviceOf(options.device()), listener, cancellation)
                        .run();
            } catch (EngineException e) {
                throw EngineFailure.of("PyTorch failed in a training", "use smaller batches or fewer photos", e);
            } finally {
                lock.close();
                NativeHeap.giveBack();
            }
        });
    }

    private static void checkStart(TrainingPlan plan) {
        plan.start().ifPresent(start -> {
            if (!start.spec().equals(plan.spec())) {
                throw new TalkingHeadException(
                        ErrorCode.MODEL_INVALID,
                        "the model to start from, " + start + ", has another specification than " + plan.spec()
                                + "; start from one of the same, or without");
            }
        });
    }

    @Override
    public void close() {
        gate.close(() -> {});
    }
}
