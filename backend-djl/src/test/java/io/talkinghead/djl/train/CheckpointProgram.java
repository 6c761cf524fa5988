package io.talkinghead.djl.train;

import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes checkpoints without end, going on after the newest, as a training does but for the training; to be killed. */
final class CheckpointProgram {
    private static final int VALUES = 20_000;
    private static final Checkpoint.Origin ORIGIN = new Checkpoint.Origin("drawn", "none", 1, "random");

    private CheckpointProgram() {}

    /** Takes the training's folder. */
    public static void main(String[] args) {
        CheckpointFolder checkpoints = new CheckpointFolder(Path.of(args[0]));
        long step = checkpoints
                .newest(MetaState::of)
                .map(saved -> saved.checkpoint().step())
                .orElse(0L);
        PrintStream out = System.out;
        while (true) {
            // Each twice: the second replaces one of the same step.
            write(checkpoints, step);
            step++;
            write(checkpoints, step);
            out.println(step);
        }
    }

    /** Writes one whose values are its step. */
    static void write(CheckpointFolder checkpoints, long step) {
        checkpoints.write(
                new Checkpoint(step, 0, ORIGIN, List.of()), state(step).parts());
    }

    static MetaState state(long step) {
        float[] values = new float[VALUES];
        Arrays.fill(values, step);
        Weights weights = new Weights(Map.of("values", Tensor.of(List.of(VALUES), values)));
        Optional<Weights> some = Optional.of(weights);
        return new MetaState(weights, weights, weights, weights, some, some, weights);
    }
}
