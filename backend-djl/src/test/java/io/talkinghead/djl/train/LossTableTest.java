package io.talkinghead.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.lab.training.TrainingLosses;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossTableTest {
    @TempDir
    private Path training;

    @Test
    void seconds_rowsOfSeveralSteps_isTheSumOfAllSteps() {
        TrainingLosses losses = new TrainingLosses(1, 2, 3, 4);
        LossTable table = LossTable.open(training, 0);
        assertThat(table.seconds()).isZero();
        table.add(20, losses, 0.5);
        table.add(23, losses, 2);
        assertThat(table.seconds()).isCloseTo(16, within(1e-9));
        // What lies behind a checkpoint will come again.
        assertThat(LossTable.open(training, 20).seconds()).isCloseTo(10, within(1e-9));
    }
}
