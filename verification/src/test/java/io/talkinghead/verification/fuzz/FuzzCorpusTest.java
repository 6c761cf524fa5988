package io.talkinghead.verification.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fuzzing starts with, and what it found once, is read or refused in words; so is each of these files cut short. */
class FuzzCorpusTest {
    static final Path CORPUS = Path.of("src/test/resources/fuzz");

    private static final int CUTS = 16;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void corpus_eachFileWholeAndCutShort_keepsTheRules(FuzzTarget target) throws Exception {
        InputRules rules = InputRules.of(target, target.reader(folder), false);
        List<Path> files = files(target);
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i <= CUTS; i++) {
                check(rules, file, Arrays.copyOf(whole, whole.length * i / CUTS));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MODEL", "OPTIONS"})
    void seeds_untouched_areRead(FuzzTarget target) throws Exception {
        FuzzedReader reader = target.reader(folder);
        for (Path file : files(target)) {
            if (!file.getFileName().toString().startsWith("found-")) {
                reader.read(Files.readAllBytes(file));
            }
        }
    }

    private static void check(InputRules rules, Path file, byte[] input) {
        try {
            rules.check(input);
        } catch (Exception | Error e) {
            throw new AssertionError("the first " + input.length + " bytes of " + file, e);
        }
    }

    private static List<Path> files(FuzzTarget target) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(target.folder()))) {
            return files.sorted().toList();
        }
    }
}
