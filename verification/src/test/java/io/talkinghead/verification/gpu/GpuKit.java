package io.talkinghead.verification.gpu;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The program of the GPU kit: runs the checks in order of value within a time and writes each result at once.
 *
 * <p>Arguments: {@code --kit DIR}, {@code --out DIR}, {@code --seconds N}; {@code --from NAME} begins with that check, {@code --only
 * NAME,NAME} runs those alone, {@code --list} only prints them.
 */
public final class GpuKit {
    private static final Set<String> KNOWN = Set.of("--kit", "--out", "--seconds", "--from", "--only");

    private GpuKit() {}

    /** See above. */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean list = List.of(args).contains("--list");
        Map<String, String> options = options(args);
        PrintStream out = System.out;
        Path kit = Path.of(options.getOrDefault("--kit", "."));
        List<KitCheck> checks = chosen(KitChecks.inOrder(kit.toAbsolutePath().normalize()), options);
        if (list) {
            checks.forEach(check ->
                    out.printf("%s: %s%n    java %s%n", check.name(), check.what(), String.join(" ", check.command())));
            return;
        }
        Path folder = Files.createDirectories(Path.of(options.getOrDefault("--out", "out")))
                .toAbsolutePath()
                .normalize();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Duration time = Duration.ofSeconds(Long.parseLong(options.getOrDefault("--seconds", "540")));
        // Not among the results: compiled networks are large, and not asked for.
        Path work = Files.createDirectories(kit.resolve("work"));
        new KitRun(new CheckRun(java, KitLayout.of(kit), work, folder), new Results(folder), out).run(checks, time);
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].equals("--list")) {
                if (!KNOWN.contains(args[i]) || i + 1 == args.length) {
                    throw new IllegalArgumentException(args[i] + " is unknown or has no value; known are --list and "
                            + KNOWN.stream().sorted().collect(Collectors.joining(", ")));
                }
                options.put(args[i], args[++i]);
            }
        }
        return options;
    }

    /** Returns the checks that the options ask for; names that no check has are refused. */
    static List<KitCheck> chosen(List<KitCheck> all, Map<String, String> options) {
        List<String> names = all.stream().map(KitCheck::name).toList();
        String from = options.getOrDefault("--from", names.get(0));
        List<String> only =
                options.containsKey("--only") ? List.of(options.get("--only").split(",")) : names;
        for (String name : only) {
            requireKnown(name, names);
        }
        requireKnown(from, names);
        return all.subList(names.indexOf(from), all.size()).stream()
                .filter(check -> only.contains(check.name()))
                .toList();
    }

    private static void requireKnown(String name, List<String> names) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("there is no check " + name + ", only " + String.join(", ", names));
        }
    }
}
