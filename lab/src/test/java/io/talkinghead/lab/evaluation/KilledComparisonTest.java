package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.testkit.KilledProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison killed as the operating system kills. */
class KilledComparisonTest {
    @TempDir
    private Path folder;

    @Test
    void run_killedAtSeveralMoments_leavesWholeFilesAndGoesOnToTheSameTables() throws Exception {
        Dataset dataset = DrawnPersons.write(folder.resolve("data"), Map.of("a", 6, "b", 6, "c", 6, "d", 6));
        ComparisonReport expected = ComparisonProgram.run(
                dataset, folder.resolve("whole"), MethodSources.warp(), FakeMethod.perfect("fake"));
        Path out = folder.resolve("out");
        KilledProgram program = new KilledProgram(
                folder,
                new Random(1),
                List.of(),
                ComparisonProgram.class,
                folder.resolve("data").toString(),
                out.toString());
        // While the settings are written, amid the first person, and late.
        for (int files : new int[] {1, 8, 40}) {
            program.killWhen(() -> files(out).size() >= files);
            assertWholeFiles(out);
        }
        FakeMethod rest = FakeMethod.perfect("fake");
        ComparisonReport report = ComparisonProgram.run(dataset, out, MethodSources.warp(), rest);
        assertThat(rest.learnt).isBetween(1, 7);
        assertThat(report.rows())
                .extracting(row -> row.result().measures())
                .isEqualTo(expected.rows().stream()
                        .map(row -> row.result().measures())
                        .toList());
        assertThat(report.sheet().rgb()).isEqualTo(expected.sheet().rgb());
    }

    /** Files come and go while they are listed. */
    private static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return List.of();
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What has a name of its own, and not that of a file in the making, which begins with a dot. */
    private static void assertWholeFiles(Path out) throws IOException {
        for (Path file : files(out)) {
            String name = file.getFileName().toString();
            if (name.startsWith(".")) {
                continue;
            }
            if (name.endsWith(".json")) {
                assertThat(new ObjectMapper().readTree(file.toFile()).isObject())
                        .as(name)
                        .isTrue();
            } else {
                assertThat(ImageFiles.read(file).widthPx()).isEqualTo(DrawnPersons.SIZE);
            }
        }
    }
}
