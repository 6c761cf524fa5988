package io.talkinghead.lab.evaluation;

import com.google.common.collect.ImmutableList;
import io.talkinghead.lab.evaluation.EvaluationRow.Counts;
import io.talkinghead.lab.evaluation.EvaluationRow.Measures;
import io.talkinghead.lab.evaluation.EvaluationRow.Motion;
import io.talkinghead.lab.evaluation.EvaluationRow.Times;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A column of the tables of a comparison.
 *
 * @param id name in files
 * @param title heading
 * @param format how its numbers are written
 * @param value what it shows of a row
 */
record ComparisonColumn(String id, String title, String format, Function<EvaluationRow, OptionalDouble> value) {
    /** Table 1. */
    static final ImmutableList<ComparisonColumn> QUALITY = ImmutableList.of(
            measured("frechet", "Frechet", "%.3f", Measures::frechet),
            measured("ssim", "SSIM", "%.3f", Measures::ssim),
            measured("csim", "CSIM", "%.3f", Measures::csim),
            measured("perceptual", "perceptual", "%.4f", Measures::perceptual),
            measured("sharpness", "sharpness", "%.2f", Measures::sharpness),
            measured("l1", "L1", "%.2f", Measures::l1),
            measured("psnr", "PSNR dB", "%.2f", Measures::psnr),
            measured("landmarkError", "landmark error %", "%.2f", Measures::landmarkError),
            moved("akd", "AKD px", "%.2f", Motion::keypointPx),
            moved("aed", "AED %", "%.2f", Motion::expressionPercent),
            moved("apd", "APD degrees", "%.2f", Motion::poseDegrees),
            moved("jitter", "jitter", "%.2f", Motion::jitter),
            measured("eyes", "eyes", "%.3f", measures -> measures.eyes().correlation()),
            measured("mouth", "mouth", "%.3f", measures -> measures.mouth().correlation()),
            counted("frames", "frames", Counts::frames),
            counted("persons", "persons", Counts::identities),
            counted("missed", "faces missed", Counts::missed));

    /** Table 2. */
    static final ImmutableList<ComparisonColumn> TIME = ImmutableList.of(
            timed("personMs", "few-shot learning ms", Times::personMillis),
            timed("frameMs", "frame ms", Times::frameMillis));

    /** Both. */
    static final ImmutableList<ComparisonColumn> ALL = ImmutableList.<ComparisonColumn>builder()
            .addAll(QUALITY)
            .addAll(TIME)
            .build();

    private static ComparisonColumn measured(
            String id, String title, String format, Function<Measures, OptionalDouble> measure) {
        return new ComparisonColumn(id, title, format, row -> measure.apply(row.measures()));
    }

    private static ComparisonColumn moved(
            String id, String title, String format, Function<Motion, OptionalDouble> measure) {
        return measured(id, title, format, measures -> measure.apply(measures.motion()));
    }

    private static ComparisonColumn timed(String id, String title, Function<Times, OptionalDouble> time) {
        return new ComparisonColumn(id, title, "%.1f", row -> time.apply(row.times()));
    }

    private static ComparisonColumn counted(String id, String title, ToIntFunction<Counts> count) {
        return new ComparisonColumn(id, title, "%.0f", row -> OptionalDouble.of(count.applyAsInt(row.counts())));
    }

    /** Returns what it shows of a row. */
    OptionalDouble of(EvaluationRow row) {
        return value.apply(row);
    }
}
