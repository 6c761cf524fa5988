package io.talkinghead.djl.train;

import io.talkinghead.lab.training.TrainingLosses;

/** Notices when a training is lost: a loss that is no number, or a likeness far worse than of late, many steps on end. */
final class DivergenceGuard {
    private static final double FAR = 4;
    private static final double DECAY = 0.98;
    /** One strange batch is no divergence. */
    private static final int PATIENCE = 5;

    private double usual = Double.NaN;
    private int bad;

    boolean hasDiverged(TrainingLosses losses) {
        if (!losses.isFinite()) {
            return true;
        }
        if (!Double.isNaN(usual) && losses.likeness() > FAR * usual) {
            bad++;
            return bad >= PATIENCE;
        }
        bad = 0;
        usual = Double.isNaN(usual) ? losses.likeness() : DECAY * usual + (1 - DECAY) * losses.likeness();
        return false;
    }

    void forget() {
        usual = Double.NaN;
        bad = 0;
    }
}
