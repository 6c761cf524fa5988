package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.lab.comparison.MethodSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Returns the work that is left, in its order: the persons with whom results are missing, and of which methods. */
    Map<FrameSelection, List<ComparedRun>> missing(ComparedPersons persons, ComparisonFolder found) {
        Map<FrameSelection, List<ComparedRun>> missing = new LinkedHashMap<>();
        for (FrameSelection person : persons.selections()) {
            List<ComparedRun> runs = missing(person, found);
            if (!runs.isEmpty()) {
                missing.put(person, runs);
            }
        }
        return missing;
    }

    /** Returns the methods whose result with a person is missing, of those whose origin is known. */
    private List<ComparedRun> missing(FrameSelection person, ComparisonFolder found) {
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
