package io.talkinghead.lab.evaluation;

import com.google.common.collect.ImmutableList;
import io.talkinghead.lab.evaluation.EvaluationRow.Counts;
import io.talkinghead.lab.evaluation.EvaluationRow.Measures;
import io.talkinghead.lab.evaluation.EvaluationRow.Times;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** A column of the tables of a comparison. */
enum ComparisonColumn {
    FRECHET("frechet", "Frechet", "%.2f", measured(Measures::frechet)),
    SSIM("ssim", "SSIM", "%.3f", measured(Measures::ssim)),
    CSIM("csim", "CSIM", "%.3f", measured(Measures::csim)),
    L1("l1", "L1", "%.2f", measured(Measures::l1)),
    PSNR("psnr", "PSNR dB", "%.2f", measured(Measures::psnr)),
    LANDMARK_ERROR("landmarkError", "landmark error %", "%.2f", measured(Measures::landmarkError)),
    EYES("eyes", "eyes", "%.3f", measured(measures -> measures.eyes().correlation())),
    MOUTH("mouth", "mouth", "%.3f", measured(measures -> measures.mouth().correlation())),
    PERSON_MILLIS("personMs", "few-shot learning ms", "%.1f", timed(Times::personMillis)),
    FRAME_MILLIS("frameMs", "frame ms", "%.1f", timed(Times::frameMillis)),
    FRAMES("frames", "frames", "%.0f", counted(Counts::frames)),
    PERSONS("persons", "persons", "%.0f", counted(Counts::identities)),
    MISSED("missed", "faces missed", "%.0f", counted(Counts::missed));

    /** Table 2. */
    static final ImmutableList<ComparisonColumn> TIME = ImmutableList.of(PERSON_MILLIS, FRAME_MILLIS);
    /** Table 1. */
    static final ImmutableList<ComparisonColumn> QUALITY =
            Arrays.stream(values()).filter(column -> !TIME.contains(column)).collect(ImmutableList.toImmutableList());

    private final String id;
    private final String title;
    private final String format;
    private final Function<EvaluationRow, OptionalDouble> value;

    ComparisonColumn(String id, String title, String format, Function<EvaluationRow, OptionalDouble> value) {
        this.id = id;
        this.title = title;
        this.format = format;
        this.value = value;
    }

    private static Function<EvaluationRow, OptionalDouble> measured(Function<Measures, OptionalDouble> measure) {
        return row -> measure.apply(row.measures());
    }

    private static Function<EvaluationRow, OptionalDouble> timed(Function<Times, OptionalDouble> time) {
        return row -> time.apply(row.times());
    }

    private static Function<EvaluationRow, OptionalDouble> counted(ToIntFunction<Counts> count) {
        return row -> OptionalDouble.of(count.applyAsInt(row.counts()));
    }

    /** Returns the name in files. */
    String id() {
        return id;
    }

    /** Returns the heading. */
    String title() {
        return title;
    }

    /** Returns how its numbers are written. */
    String format() {
        return format;
    }

    OptionalDouble value(EvaluationRow row) {
        return value.apply(row);
    }
}
