package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupMeansTest {
    private static final FrameJudgement JUDGEMENT = new FrameJudgement(
            Map.of(FrameMeasure.L1, 5.0, FrameMeasure.LANDMARK_ERROR, 1.0),
            Optional.empty(),
            Optional.of(new FrameJudgement.Looks(new float[] {1, 2}, new float[] {2, 1})));

    private final GroupMeans means = new GroupMeans(EvaluationGroups.of(Map.of("a", Set.of("film"))));

    @Test
    void rows_framesTurnedByAngles_countInEachGroupTheyExceed() {
        for (double degrees : new double[] {0, 15, 15.1, 25, 25.1, 35, 35.1, 80}) {
            count("a", OptionalDouble.of(degrees), 1);
        }
        count("b", OptionalDouble.of(20), 2);
        List<EvaluationRow> rows = means.rows(1, EvaluationMode.SELF);
        assertThat(rows)
                .extracting(EvaluationRow::group)
                .containsExactly(
                        Optional.empty(),
                        Optional.of("film"),
                        Optional.of("turned 15+"),
                        Optional.of("turned 25+"),
                        Optional.of("turned 35+"));
        assertThat(rows).extracting(row -> row.counts().frames()).containsExactly(9, 8, 7, 4, 2);
        assertThat(rows).extracting(row -> row.counts().identities()).containsExactly(2, 1, 2, 1, 1);
        // The mean over persons, not over frames.
        assertThat(rows.get(2).times().personMillis()).hasValue(1.5);
        assertThat(rows.get(3).times().personMillis()).hasValue(1);
    }

    @Test
    void rows_noFrameTurned_haveTheGroupsWithNothingMeasured() {
        count("b", OptionalDouble.of(3), 1);
        List<EvaluationRow> rows = means.rows(1, EvaluationMode.SELF);
        assertThat(rows).hasSize(4);
        EvaluationRow turned = rows.get(1);
        assertThat(turned.counts()).isEqualTo(new EvaluationRow.Counts(0, 0, 0));
        assertThat(turned.measures().l1()).isEmpty();
        assertThat(turned.measures().landmarkError()).isEmpty();
        assertThat(turned.measures().frechet()).isEmpty();
        assertThat(turned.times().personMillis()).isEmpty();
        assertThat(turned.times().frameMillis()).isEmpty();
    }

    @Test
    void rows_turnsNotToBeReported_haveNoGroupsOfFrames() {
        count("a", OptionalDouble.empty(), 1);
        assertThat(means.rows(1, EvaluationMode.CROSS))
                .extracting(EvaluationRow::group)
                .containsExactly(Optional.empty(), Optional.of("film"));
    }

    @Test
    void rows_fewFrames_haveNoFrechetDistance() {
        for (int i = 0; i < MethodMeans.MIN_FRECHET_FRAMES; i++) {
            count("b", OptionalDouble.of(i == 0 ? 0 : 20), 1);
        }
        List<EvaluationRow> rows = means.rows(1, EvaluationMode.SELF);
        assertThat(rows.get(0).measures().frechet().orElseThrow()).isNotNegative();
        assertThat(rows.get(1).counts().frames()).isEqualTo(MethodMeans.MIN_FRECHET_FRAMES - 1);
        assertThat(rows.get(1).measures().frechet()).isEmpty();
        assertThat(rows.get(1).measures().l1()).hasValue(5);
    }

    private void count(String identity, OptionalDouble turnDegrees, double personMillis) {
        for (MethodMeans each : means.ofFrame(EvaluationMethod.COPY, identity, turnDegrees)) {
            each.person(identity, personMillis);
            each.frame(1, JUDGEMENT);
        }
    }
}
