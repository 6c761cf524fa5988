package io.talkinghead.djl.train;

import ai.djl.engine.EngineException;
import io.talkinghead.dataset.Dataset;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.file.AtomicFile;
import io.talkinghead.file.FolderLock;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.EngineGate;
import io.talkinghead.spi.MetaTrainer;
import io.talkinghead.spi.TrainingListener;
import io.talkinghead.spi.TrainingPlan;
import io.talkinghead.spi.TrainingReport;

/** The trainer on DJL. */
public final class DjlMetaTrainer implements MetaTrainer {
    private final BackendOptions options;
    private final EngineGate gate = new EngineGate("the trainer");

    /** Makes a trainer; the engine is running. */
    public DjlMetaTrainer(BackendOptions options) {
        this.options = options;
    }

    @Override
    public synchronized TrainingReport train(TrainingPlan plan, TrainingListener listener) {
        return gate.use(() -> {
            checkStart(plan);
            Dataset dataset = Dataset.open(plan.data());
            TrainingCast cast = TrainingCast.of(dataset, plan.options().validationFraction(), plan.data());
            AtomicFile.makeFolder(plan.out());
            FolderLock lock = FolderLock.of(plan.out());
            try {
                return new TrainingRun(plan, cast, options.device(), listener).run();
            } catch (EngineException e) {
                throw new TalkingHeadException(
                        ErrorCode.BACKEND_FAILED,
                        "PyTorch failed in a training: " + e.getMessage()
                                + "; with too little memory, use smaller batches or fewer photos",
                        e);
            } finally {
                lock.close();
            }
        });
    }

    private static void checkStart(TrainingPlan plan) {
        plan.start().ifPresent(start -> {
            if (!start.spec().equals(plan.spec()) && !isRefinementOf(plan.spec(), start.spec())) {
                throw new TalkingHeadException(
                        ErrorCode.MODEL_INVALID,
                        "the model to start from, " + start + ", has another specification than " + plan.spec()
                                + "; start from one of the same, or without");
            }
        });
    }

    /** A refined network begins as the guided one that it is started from. */
    private static boolean isRefinementOf(ModelSpec refined, ModelSpec guided) {
        return guided.conditioning() == Conditioning.GUIDED
                && guided.withConditioning(Conditioning.REFINED).equals(refined);
    }

    @Override
    public void close() {
        gate.close(() -> {});
    }
}
