package io.talkinghead.lab.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** With which persons a method failed, and why. */
final class ComparedFailures {
    private final Map<String, Map<String, String>> byRow = new LinkedHashMap<>();

    void add(String method, int shots, String person, String why) {
        byRow.computeIfAbsent(key(method, shots), key -> new LinkedHashMap<>()).put(person, why);
    }

    private static String key(String method, int shots) {
        return method + " " + shots;
    }

    /** Returns what is to be said of a row of so many persons. */
    Optional<String> of(String method, int shots, int persons) {
        Map<String, String> failed = byRow.getOrDefault(key(method, shots), Map.of());
        return failed.values().stream()
                .findFirst()
                .map(why -> "failed with " + failed.size() + " of " + persons + " persons: " + why);
    }
}
