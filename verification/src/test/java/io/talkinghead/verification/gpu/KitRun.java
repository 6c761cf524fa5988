package io.talkinghead.verification.gpu;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Goes through checks in their order until the time is up. Nothing a check does ends the run.
 *
 * <p><b>Threading:</b> one thread.
 */
final class KitRun {
    /** With less left, a check is not begun: a virtual machine and an engine take seconds to start. */
    private static final Duration TOO_SHORT = Duration.ofSeconds(5);

    private final CheckRun runner;
    private final Results results;
    private final PrintStream out;

    KitRun(CheckRun runner, Results results, PrintStream out) {
        this.runner = runner;
        this.results = results;
        this.out = out;
    }

    /** Runs the checks within a time. */
    void run(List<KitCheck> checks, Duration time) throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < checks.size(); i++) {
            KitCheck check = checks.get(i);
            out.printf("[%d/%d] %s: %s%n", i + 1, checks.size(), check.name(), check.what());
            out.printf("    java %s%n", String.join(" ", check.command()));
            CheckResult result = run(check, time.minusNanos(System.nanoTime() - start));
            results.add(result);
            out.printf(
                    "    %s after %.0f s %s%n",
                    Results.word(result), result.seconds(), result.end().cause());
            result.figures().forEach(figure -> out.printf("      %s%n", figure));
        }
        out.printf("%d of %d passed%n", passed(), checks.size());
    }

    private CheckResult run(KitCheck check, Duration left) throws InterruptedException {
        if (left.compareTo(TOO_SHORT) < 0) {
            return new CheckResult(
                    check,
                    new CheckEnd(CheckStatus.NOT_BEGUN, "the time was up; go on with --from " + check.name()),
                    0,
                    List.of());
        }
        try {
            return runner.run(check, left.compareTo(check.limit()) < 0 ? left : check.limit());
        } catch (IOException | RuntimeException e) {
            return new CheckResult(check, CheckEnd.of(e), 0, List.of());
        }
    }

    private long passed() {
        return results.all().stream()
                .filter(result -> result.end().status() == CheckStatus.PASSED)
                .count();
    }
}
