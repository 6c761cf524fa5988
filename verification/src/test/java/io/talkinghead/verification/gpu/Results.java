package io.talkinghead.verification.gpu;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes each result as it comes, since the machine may be gone at any moment: a line of JSON in {@code results.jsonl}, and the
 * report {@code report.md} anew.
 */
final class Results {
    private final Path folder;
    private final ObjectMapper json = new ObjectMapper();
    private final List<CheckResult> results = new ArrayList<>();

    Results(Path folder) {
        this.folder = folder;
    }

    List<CheckResult> all() {
        return List.copyOf(results);
    }

    void add(CheckResult result) {
        results.add(result);
        try {
            Files.write(
                    folder.resolve("results.jsonl"),
                    (json.writeValueAsString(fields(result)) + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
            Files.writeString(folder.resolve("report.md"), report());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> fields(CheckResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("check", result.check().name());
        fields.put("status", word(result));
        fields.put("seconds", Math.round(result.seconds() * 10) / 10.0);
        fields.put("cause", result.end().cause());
        List<Map<String, String>> figures = new ArrayList<>();
        for (Figure figure : result.figures()) {
            figures.add(Map.of("name", figure.name(), "value", figure.value(), "unit", figure.unit()));
        }
        fields.put("figures", figures);
        fields.put("command", "java " + String.join(" ", result.check().command()));
        return fields;
    }

    private String report() {
        StringBuilder text = new StringBuilder(
                "# What the checks found\n\n| check | end | s | found, or why not |\n|---|---|--:|---|\n");
        for (CheckResult result : results) {
            List<String> words = result.figures().stream().map(Figure::toString).collect(Collectors.toList());
            if (!result.end().cause().isEmpty()) {
                words.add("**" + result.end().cause() + "**");
            }
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %.0f | %s |%n",
                    result.check().name(),
                    word(result),
                    result.seconds(),
                    String.join("; ", words).replace("|", "\\|")));
        }
        return text.toString();
    }

    static String word(CheckResult result) {
        return result.end().status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
