package io.talkinghead.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.testkit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the engine's libraries are unpacked, and what is left of that, each time by a JVM of its own. */
class OnnxNativesTest {
    private final FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));

    @TempDir
    Path folder;

    private Path temporary;
    private Path cache;
    private Path home;

    @BeforeEach
    void makeFolders() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
        cache = Files.createDirectory(folder.resolve("cache"));
        home = Files.createDirectory(folder.resolve("home"));
    }

    @Test
    void label_namesTheVersionOnTheClassPath() {
        assertThat(OnnxNatives.LABEL)
                .isEqualTo("onnxruntime-" + OnnxEngine.environment().getVersion());
    }

    @Test
    void start_emptyCache_unpacksThereAndLeavesNothingInTheTemporaryFolder() throws Exception {
        assertUsable(run());

        assertThat(library(cache)).isRegularFile();
        assertThat(namesIn(temporary)).isEmpty();
    }

    @Test
    void start_second_unpacksNothing() throws Exception {
        assertUsable(run());
        Path library = library(cache);
        Files.setLastModifiedTime(library, longAgo);

        assertUsable(run());

        assertThat(Files.getLastModifiedTime(library).toMillis()).isEqualTo(longAgo.toMillis());
    }

    @Test
    void start_killedAfterwards_leavesNothingInTheTemporaryFolder() throws Exception {
        assertUsable(run("halt"));

        assertThat(namesIn(temporary)).isEmpty();
    }

    @Test
    void start_afterOneKilledMeanwhile_removesItsEmptyFolderOnly() throws Exception {
        Path empty = Files.createDirectory(temporary.resolve("onnxruntime-java1"));
        Path full = Files.createDirectory(temporary.resolve("onnxruntime-java2"));
        Files.createFile(full.resolve("library"));
        Path starting = Files.createDirectory(temporary.resolve("onnxruntime-java3"));
        Files.setLastModifiedTime(empty, longAgo);
        Files.setLastModifiedTime(full, longAgo);

        assertUsable(run());

        assertThat(empty).doesNotExist();
        assertThat(full).isNotEmptyDirectory();
        assertThat(starting).exists();
    }

    @Test
    void start_temporaryFolderMissing_makesItForTheMoment() throws Exception {
        temporary = folder.resolve("none").resolve("deeper");

        assertUsable(run());

        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void start_temporaryFolderUnusable_namesItAndTheProperty() throws Exception {
        temporary = Files.createFile(folder.resolve("file")).resolve("tmp");

        assertThat(run().out()).contains(temporary.toString(), "java.io.tmpdir").doesNotContain("null");
    }

    @Test
    void start_cacheUnwritable_takesTheNextPlace() throws Exception {
        Files.createFile(cache.resolve("talkinghead"));

        assertUsable(run());

        assertThat(library(home)).isRegularFile();
        assertThat(namesIn(temporary)).isEmpty();
    }

    @Test
    void start_noPlaceUsable_namesThemAndTheProperty() throws Exception {
        Files.createFile(cache.resolve("talkinghead"));
        Files.delete(home);
        Files.createFile(home);
        Files.createFile(temporary.resolve("talkinghead-ann"));

        Program child = run();

        assertThat(child.code()).isEqualTo(1);
        assertThat(child.out())
                .contains(
                        cache.resolve("talkinghead/natives").toString(),
                        home.toString(),
                        temporary.resolve("talkinghead-ann").toString(),
                        "system property talkinghead.natives");
    }

    @Test
    void start_libraryDamaged_isMended() throws Exception {
        assertUsable(run());
        Path library = library(cache);
        Files.write(library, new byte[Math.toIntExact(Files.size(library))]);

        assertUsable(run());
    }

    @Test
    void start_placeNamedByProperty_isTaken() throws Exception {
        Path named = folder.resolve("named");

        assertUsable(runWith(List.of("-Dtalkinghead.natives=" + named)));

        assertThat(named).isNotEmptyDirectory();
        assertThat(cache.resolve("talkinghead")).doesNotExist();
    }

    @Test
    void start_librariesChosenByTheEnginesOwnProperty_areLeftToIt() throws Exception {
        assertUsable(run());
        Path chosen = requireNonNull(library(cache).getParent());
        cache = Files.createDirectory(folder.resolve("unused"));

        assertUsable(runWith(List.of("-Donnxruntime.native.path=" + chosen)));

        assertThat(cache.resolve("talkinghead")).doesNotExist();
    }

    @Test
    void start_manyAtOnce_allUseOneCopy() {
        List<Program> children =
                Stream.of("a", "b", "c").parallel().map(this::runUnchecked).toList();

        assertThat(children).allSatisfy(OnnxNativesTest::assertUsable);
        assertThat(namesIn(requireNonNull(library(cache).getParent()))).noneMatch(name -> name.startsWith("."));
        assertThat(namesIn(temporary)).isEmpty();
    }

    private static void assertUsable(Program child) {
        assertThat(child.code()).as("%s", child).isZero();
    }

    private Program runUnchecked(String argument) {
        try {
            return run(argument);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Program run(String... arguments) throws IOException, InterruptedException {
        return runWith(List.of(), arguments);
    }

    private Program runWith(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> all = Stream.concat(
                        Stream.of("-Djava.io.tmpdir=" + temporary, "-Duser.home=" + home, "-Duser.name=ann"),
                        options.stream())
                .toList();
        return EngineChild.run(folder, all, Map.of("XDG_CACHE_HOME", cache.toString()), arguments);
    }

    /** Returns the engine's library, of which there must be one. */
    private static Path library(Path cache) {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.getFileName().toString().equals(System.mapLibraryName("onnxruntime")))
                    .reduce((first, second) -> {
                        throw new AssertionError("two copies: " + first + ", " + second);
                    })
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> namesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    // The JVM's own.
                    .filter(name -> !name.startsWith("hsperfdata"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
