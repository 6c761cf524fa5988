package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.lab.comparison.MethodSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The methods of a comparison. Owns those that were opened. */
record ComparedRuns(List<ComparedRun> all) implements AutoCloseable {
    static ComparedRuns of(List<MethodSource> methods, ComparisonFolder found) {
        Set<String> names = new HashSet<>();
        for (MethodSource method : methods) {
            checkArgument(names.add(new EvaluationMethod(method.id()).id()), "two methods are named %s", method.id());
        }
        List<ComparedRun> runs = methods.stream().map(ComparedRun::new).toList();
        runs.forEach(run -> run.origin().ifPresent(origin -> found.checkOrigin(run.id(), origin)));
        return new ComparedRuns(runs);
    }

    /** Returns how many can be used, as far as is known before they are opened. */
    int usable() {
        return Math.toIntExact(
                all.stream().filter(run -> run.origin().isPresent()).count());
    }

    /** Returns how much of the work is left. */
    long missing(ComparedPersons persons, ComparisonFolder found) {
        return persons.selections().stream()
                .mapToLong(person -> missing(person, found).size())
                .sum();
    }

    /** Returns the methods whose result with a person is missing, of those whose origin is known. */
    List<ComparedRun> missing(FrameSelection person, ComparisonFolder found) {
        return all.stream()
                .filter(run -> run.origin().isPresent())
                .filter(run -> found.score(
                                run.id(), person.shots(), person.clip().identity())
                        .isEmpty())
                .toList();
    }

    @Override
    public void close() {
        all.forEach(ComparedRun::close);
    }
}
