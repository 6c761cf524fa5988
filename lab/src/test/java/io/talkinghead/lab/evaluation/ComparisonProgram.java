package io.talkinghead.lab.evaluation;

import io.talkinghead.lab.comparison.MethodSource;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A comparison on drawn faces as a program of its own, to be killed; slowed down, so that there is time for it. */
final class ComparisonProgram {
    private static final int NANOS_A_PERSON = 50_000_000;

    private ComparisonProgram() {}

    public static void main(String[] arguments) {
        FakeMethod slow =
                new FakeMethod("fake", "a", DrawnPersons.SIZE, before -> LockSupport.parkNanos(NANOS_A_PERSON));
        run(Dataset.open(Path.of(arguments[0])), Path.of(arguments[1]), MethodSources.warp(), slow);
    }

    static ComparisonReport run(Dataset dataset, Path out, MethodSource... methods) {
        EvaluationOptions options = EvaluationOptions.defaults().withShots(List.of(1, 3));
        return new Comparison(new PaintedBackend(), options, out)
                .run(dataset, dataset.identities(), List.of(methods), WorkListener.NONE, new Cancellation());
    }
}
