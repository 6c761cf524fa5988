package io.talkinghead.lab.evaluation;

import io.talkinghead.lab.dataset.DatasetClip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums what a comparison has found. */
final class ComparisonTables {
    private final ComparisonFolder found;
    private final ComparedPersons persons;
    private final ComparedFailures failures;

    ComparisonTables(ComparisonFolder found, ComparedPersons persons, ComparedFailures failures) {
        this.found = found;
        this.persons = persons;
        this.failures = failures;
    }

    ComparisonReport report(ComparedRuns runs, String backend) {
        List<ComparisonRow> rows = new ArrayList<>();
        for (int shots : persons.shots()) {
            runs.all().forEach(run -> rows.add(row(run, shots)));
        }
        List<String> ids = runs.all().stream().map(ComparedRun::id).toList();
        return new ComparisonReport(rows, Machine.here(backend), new ComparisonSheet(found, persons).draw(ids));
    }

    private ComparisonRow row(ComparedRun run, int shots) {
        MethodMeans means = new MethodMeans();
        List<FrameSelection> all = persons.with(shots);
        if (run.origin().isPresent()) {
            all.forEach(selection -> add(means, run, selection));
        }
        EvaluationRow row = means.row(shots, EvaluationMode.SELF, new EvaluationMethod(run.id()), Optional.empty());
        return new ComparisonRow(row, run.failure().or(() -> failures.of(run.id(), shots, all.size())));
    }

    private void add(MethodMeans means, ComparedRun run, FrameSelection selection) {
        DatasetClip clip = selection.clip();
        String person = clip.identity();
        Map<Integer, float[]> real = found.looks(person).orElse(Map.of());
        found.score(run.id(), selection.shots(), person).ifPresent(score -> {
            means.person(person, score.millis());
            for (PersonScore.FrameScore frame : score.frames()) {
                Optional<FrameJudgement.Looks> looks = Optional.ofNullable(real.get(frame.frame()))
                        .map(look -> new FrameJudgement.Looks(frame.look(), look));
                means.frame(frame.millis(), new FrameJudgement(frame.values(), Optional.empty(), looks));
            }
            means.clip(score.clip());
        });
    }
}
