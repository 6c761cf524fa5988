package io.talkinghead.djl.train;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.lab.training.TrainingLosses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code losses.csv}: a row for every few steps. It is written anew with each row, so that it is whole at any moment.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class LossTable {
    private static final String HEADER = "step,likeness,adversarial,matching,discriminator,secondsPerStep";

    private final Path file;
    private final List<Row> rows = new ArrayList<>();

    private LossTable(Path file) {
        this.file = file;
    }

    /** Goes on with a table up to a step; what lies behind it will come again. */
    public static LossTable open(Path training, long step) {
        LossTable table = new LossTable(training.resolve("losses.csv"));
        if (step > 0 && Files.exists(table.file)) {
            try {
                for (String line : Files.readAllLines(table.file)) {
                    if (!line.equals(HEADER) && !line.isBlank()) {
                        table.take(line, step);
                    }
                }
            } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new TalkingHeadException(
                        ErrorCode.TRAINING_INVALID,
                        "cannot go on with the table " + table.file + ": " + e.getMessage() + "; move it away",
                        e);
            }
        }
        return table;
    }

    private void take(String line, long step) {
        String[] cells = line.split(",", -1);
        Row row = new Row(
                Long.parseLong(cells[0]),
                new TrainingLosses(number(cells[1]), number(cells[2]), number(cells[3]), number(cells[4])),
                number(cells[5]));
        if (row.step <= step) {
            rows.add(row);
        }
    }

    private static double number(String cell) {
        return Double.parseDouble(cell);
    }

    /** Adds a row. */
    public void add(long step, TrainingLosses losses, double secondsPerStep) {
        rows.add(new Row(step, losses, secondsPerStep));
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        rows.forEach(row -> text.append(row.csv()).append('\n'));
        AtomicFile.write(file, text);
    }

    /** Returns the time that all steps took. */
    public double seconds() {
        double seconds = 0;
        long before = 0;
        for (Row row : rows) {
            seconds += (row.step - before) * row.secondsPerStep;
            before = row.step;
        }
        return seconds;
    }

    /** Returns all rows. */
    public List<Row> rows() {
        return rows;
    }

    /**
     * Means over some steps.
     *
     * @param step the last of them
     * @param losses means
     * @param secondsPerStep time
     */
    public record Row(long step, TrainingLosses losses, double secondsPerStep) {
        private String csv() {
            return String.format(
                    Locale.ROOT,
                    "%d,%.6g,%.6g,%.6g,%.6g,%.4g",
                    step,
                    losses.likeness(),
                    losses.adversarial(),
                    losses.matching(),
                    losses.discriminator(),
                    secondsPerStep);
        }
    }
}
