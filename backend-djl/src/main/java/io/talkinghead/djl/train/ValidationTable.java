package io.talkinghead.djl.train;

import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.lab.training.TrainingValidation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code validation.csv}: a row for every checkpoint. */
record ValidationTable(Path training) {
    /** Writes all rows. */
    void write(List<TrainingValidation> validations) {
        StringBuilder text = new StringBuilder("step,score,l1,warpL1\n");
        validations.forEach(row -> text.append(
                String.format(Locale.ROOT, "%d,%.6f,%.4f,%.4f%n", row.step(), row.score(), row.l1(), row.warpL1())));
        AtomicFile.write(training.resolve("validation.csv"), text);
    }
}
