package io.talkinghead.lab.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What every method reaches: over all persons, and over each group of them. */
final class Tallies {
    /** Sorts before every group's name. */
    private static final String ALL = "";

    private final EvaluationGroups groups;
    private final Map<String, Map<EvaluationMethod, Tally>> tallies = new TreeMap<>();

    Tallies(EvaluationGroups groups) {
        this.groups = groups;
    }

    /** Returns the tallies that a person's pictures count in. */
    List<Tally> of(EvaluationMethod method, String identity) {
        List<Tally> all = new ArrayList<>();
        all.add(tally(ALL, method));
        groups.of(identity).forEach(group -> all.add(tally(group, method)));
        return all;
    }

    private Tally tally(String group, EvaluationMethod method) {
        return tallies.computeIfAbsent(group, name -> new EnumMap<>(EvaluationMethod.class))
                .computeIfAbsent(method, key -> new Tally());
    }

    /** Returns one row for each method, first over all persons, then group by group. */
    List<EvaluationRow> rows(int shots, EvaluationMode mode) {
        List<EvaluationRow> rows = new ArrayList<>();
        tallies.forEach((group, methods) -> methods.forEach(
                (method, tally) -> rows.add(tally.row(shots, mode, method, group.equals(ALL) ? null : group))));
        return rows;
    }

    boolean isEmpty() {
        return tallies.isEmpty();
    }
}
