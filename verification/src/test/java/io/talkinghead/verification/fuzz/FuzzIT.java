package io.talkinghead.verification.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fuzzing, guided by coverage: a few inputs a target in the usual build, a million inputs each with {@code -Pfuzz}, which also limits
 * the time of each input. Each target has a process of its own, and two run at a time. What comes of it is in {@code target/fuzz}.
 */
@Execution(ExecutionMode.CONCURRENT)
class FuzzIT {
    private static final long INPUTS = Long.getLong("talkinghead.fuzz.inputs", 0);
    private static final Path FOLDER = Path.of("target/fuzz");

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 2, unit = TimeUnit.DAYS)
    void reader_inputsMadeUp_keepsTheRules(FuzzTarget target) throws Exception {
        FuzzRun run = FuzzRun.of(target, FOLDER, INPUTS);
        Files.writeString(
                FOLDER.resolve("report.md"), run.row() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        assertThat(run.inputs()).isPositive().isGreaterThanOrEqualTo(INPUTS);
    }
}
