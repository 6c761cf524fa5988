package io.talkinghead.verification.gpu;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.google.common.base.Throwables;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.TestAbortedException;

/** Runs test classes, such as a backend's contract on a GPU; a class that gives up because there is none is a refusal. */
final class SuiteCheck {
    private SuiteCheck() {}

    /** Takes the names of test classes. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(args).map(name -> selectClass(name)).toList())
                .build();
        Outcome outcome = new Outcome(out);
        LauncherFactory.create().execute(request, outcome);
        if (outcome.passed + outcome.failed.size() > 0) {
            Figure.print(out, "tests passed", outcome.passed, "tests");
            Figure.print(out, "tests failed", outcome.failed.size(), "tests");
        }
        if (!outcome.failed.isEmpty()) {
            throw new AssertionError(String.join("; ", outcome.failed));
        }
        if (outcome.passed == 0) {
            throw new TestAbortedException(
                    outcome.givenUp.isEmpty() ? "there is no such test" : outcome.givenUp.get(0));
        }
    }

    /** Counts tests, and says each failure at once. */
    private static final class Outcome implements TestExecutionListener {
        private final PrintStream out;
        private final List<String> failed = new ArrayList<>();
        private final List<String> givenUp = new ArrayList<>();
        private int passed;

        Outcome(PrintStream out) {
            this.out = out;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(thrown -> {
                String words = test.getDisplayName() + ": " + thrown.getMessage();
                if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
                    givenUp.add(String.valueOf(thrown.getMessage()));
                } else {
                    failed.add(words);
                }
                out.println(result.getStatus() + " " + words);
                out.println(Throwables.getStackTraceAsString(thrown));
            });
            if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                passed++;
            }
        }
    }
}
