package io.talkinghead.lab.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What every method reaches: over all persons, and over each group of them. */
final class GroupMeans {
    /** Sorts before every group's name. */
    private static final String ALL = "";

    private final EvaluationGroups groups;
    private final Map<String, Map<EvaluationMethod, MethodMeans>> means = new TreeMap<>();

    GroupMeans(EvaluationGroups groups) {
        this.groups = groups;
    }

    /** Returns the means that a person's pictures count in. */
    List<MethodMeans> of(EvaluationMethod method, String identity) {
        List<MethodMeans> all = new ArrayList<>();
        all.add(meansOf(ALL, method));
        groups.of(identity).forEach(group -> all.add(meansOf(group, method)));
        return all;
    }

    private MethodMeans meansOf(String group, EvaluationMethod method) {
        return means.computeIfAbsent(group, name -> new EnumMap<>(EvaluationMethod.class))
                .computeIfAbsent(method, key -> new MethodMeans());
    }

    /** Returns one row for each method, first over all persons, then group by group. */
    List<EvaluationRow> rows(int shots, EvaluationMode mode) {
        List<EvaluationRow> rows = new ArrayList<>();
        means.forEach((group, methods) -> methods.forEach((method, each) ->
                rows.add(each.row(shots, mode, method, Optional.of(group).filter(name -> !name.equals(ALL))))));
        return rows;
    }

    boolean isEmpty() {
        return means.isEmpty();
    }
}
