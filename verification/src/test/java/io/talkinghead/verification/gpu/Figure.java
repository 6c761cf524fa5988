package io.talkinghead.verification.gpu;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something measured or found. A check prints each on a line as soon as it knows it, so that a check that is stopped leaves what
 * it had: {@code figure: median = 1.25 ms}.
 *
 * @param name what it is
 * @param value a number or words
 * @param unit empty without one
 */
record Figure(String name, String value, String unit) {
    private static final Pattern LINE = Pattern.compile("figure: (.+?) = (\".*\"|\\S+) ?(.*)");

    /** Prints a number. */
    static void print(PrintStream out, String name, double value, String unit) {
        out.printf(Locale.ROOT, "%nfigure: %s = %.4g %s%n", name, value, unit);
    }

    /** Prints words. */
    static void print(PrintStream out, String name, String words) {
        out.printf(
                "%nfigure: %s = \"%s\"%n",
                name, words.replaceAll("[\\s\"]+", " ").strip());
    }

    /** Reads such a line; empty when this is another. */
    static Optional<Figure> read(String line) {
        Matcher found = LINE.matcher(line);
        return found.matches()
                ? Optional.of(new Figure(
                        found.group(1),
                        found.group(2).replace("\"", ""),
                        found.group(3).strip()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name + ": " + value + (unit.isEmpty() ? "" : " " + unit);
    }
}
