package io.talkinghead.lab.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What every method reaches: over all frames, over those of each group of persons, and over those whose head is turned. */
final class GroupMeans {
    /** Sorts before every group's name. */
    private static final String ALL = "";

    private final EvaluationGroups groups;
    private final Map<String, Map<EvaluationMethod, MethodMeans>> persons = new TreeMap<>();
    private final Map<TurnGroup, Map<EvaluationMethod, MethodMeans>> turned = new EnumMap<>(TurnGroup.class);

    GroupMeans(EvaluationGroups groups) {
        this.groups = groups;
    }

    /** Returns the means that all of a person's pictures count in. */
    List<MethodMeans> ofPerson(EvaluationMethod method, String identity) {
        List<MethodMeans> all = new ArrayList<>();
        all.add(meansOf(persons, ALL, method));
        groups.of(identity).forEach(group -> all.add(meansOf(persons, group, method)));
        return all;
    }

    /**
     * Returns the means that one of a person's pictures counts in.
     *
     * @param turnDegrees how far the head is turned away from the guiding photo; empty where that is not to be reported
     */
    List<MethodMeans> ofFrame(EvaluationMethod method, String identity, OptionalDouble turnDegrees) {
        List<MethodMeans> all = ofPerson(method, identity);
        turnDegrees.ifPresent(degrees -> {
            for (TurnGroup group : TurnGroup.values()) {
                // Asked for in any case: a group that no frame belongs to has its rows too, so that all tables are
                // alike.
                MethodMeans means = meansOf(turned, group, method);
                if (group.contains(degrees)) {
                    all.add(means);
                }
            }
        });
        return all;
    }

    private static <G> MethodMeans meansOf(
            Map<G, Map<EvaluationMethod, MethodMeans>> means, G group, EvaluationMethod method) {
        return means.computeIfAbsent(group, name -> new LinkedHashMap<>())
                .computeIfAbsent(method, key -> new MethodMeans());
    }

    /** Returns one row for each method: first over all frames, then by groups of persons, then by groups of frames. */
    List<EvaluationRow> rows(int shots, EvaluationMode mode) {
        List<EvaluationRow> rows = new ArrayList<>();
        persons.forEach((group, methods) -> {
            Optional<String> name = Optional.of(group).filter(each -> !each.equals(ALL));
            methods.forEach((method, each) -> rows.add(each.row(shots, mode, method, name)));
        });
        turned.forEach((group, methods) ->
                methods.forEach((method, each) -> rows.add(each.row(shots, mode, method, Optional.of(group.id())))));
        return rows;
    }

    boolean isEmpty() {
        return persons.isEmpty();
    }
}
