package io.talkinghead.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two files of a jar stand for libraries: that they load nowhere is what some of these tests need. */
class NativeCacheTest {
    private static final String FIRST = "Assertions.class";
    private static final List<String> NAMES = List.of(FIRST, "Assertions.class.missing", "AbstractAssert.class");
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));

    @TempDir
    Path folder;

    private NativeBundle bundle;
    private NativePlace one;
    private NativePlace two;

    @BeforeEach
    void findLibraries() throws IOException {
        bundle = NativeBundle.find("engine-1.2", Assertions.class, "/org/assertj/core/api/", NAMES);
        one = new NativePlace(folder.resolve("one").resolve("natives"), false);
        two = new NativePlace(folder.resolve("two").resolve("natives"), false);
    }

    @Test
    void libraries_newPlace_areThereWholeAndNothingElse() throws IOException {
        Path loaded = NativeCache.load(bundle, List.of(one), NativeCacheTest::loads);

        assertThat(loaded.getFileName().toString()).matches("engine-1\\.2-[0-9a-f]{16}");
        assertThat(namesIn(loaded)).containsExactlyInAnyOrder(FIRST, "AbstractAssert.class");
        try (var original = Assertions.class.getResourceAsStream(FIRST)) {
            assertThat(loaded.resolve(FIRST)).hasBinaryContent(original.readAllBytes());
        }
    }

    @Test
    void libraries_thereAlready_stayAsTheyAre() throws IOException {
        Path library =
                NativeCache.load(bundle, List.of(one), NativeCacheTest::loads).resolve(FIRST);
        Files.setLastModifiedTime(library, LONG_AGO);

        NativeCache.load(bundle, List.of(one), NativeCacheTest::loads);

        assertThat(Files.getLastModifiedTime(library)).isEqualTo(LONG_AGO);
    }

    @Test
    void libraries_ofAnotherContent_areInAnotherFolder() throws IOException {
        NativeBundle other =
                NativeBundle.find("engine-1.2", Assertions.class, "/org/assertj/core/api/", List.of(FIRST));

        assertThat(other.name()).startsWith("engine-1.2-").isNotEqualTo(bundle.name());
    }

    @Test
    void library_damagedAtItsFullSize_isWrittenAgain() throws IOException {
        assertWrittenAgain(whole -> {
            byte[] damaged = whole.clone();
            damaged[damaged.length / 2] ^= 1;
            return damaged;
        });
    }

    @Test
    void library_cutOff_isWrittenAgain() throws IOException {
        assertWrittenAgain(whole -> new byte[0]);
    }

    private void assertWrittenAgain(UnaryOperator<byte[]> damage) throws IOException {
        Path library =
                NativeCache.load(bundle, List.of(one), NativeCacheTest::loads).resolve(FIRST);
        byte[] whole = Files.readAllBytes(library);
        Files.write(library, damage.apply(whole));

        NativeCache.load(bundle, List.of(one), NativeCacheTest::loads);

        assertThat(library).hasBinaryContent(whole);
    }

    @Test
    void unfinishedFile_ofAKilledProgram_isRemoved() throws IOException {
        Path library =
                NativeCache.load(bundle, List.of(one), NativeCacheTest::loads).resolve(FIRST);
        Files.delete(library);
        Path unfinished = Killed.fileIn(library.resolveSibling(""));

        NativeCache.load(bundle, List.of(one), NativeCacheTest::loads);

        assertThat(unfinished).doesNotExist();
        assertThat(library).exists();
    }

    @Test
    void place_thatCannotBeWritten_isPassedOver() throws IOException {
        Files.createFile(folder.resolve("one"));

        assertThat(NativeCache.load(bundle, List.of(one, two), NativeCacheTest::loads))
                .startsWith(two.folder().toRealPath());
    }

    @Test
    void place_fromWhichNothingLoads_isPassedOver() throws IOException {
        Consumer<Path> trial = where -> {
            if (where.toString().contains("one")) {
                throw new UnsatisfiedLinkError("failed to map segment from shared object");
            }
        };

        assertThat(NativeCache.load(bundle, List.of(one, two), trial))
                .startsWith(two.folder().toRealPath());
    }

    @Test
    void files_thatAreNoLibraries_areRefusedWithEveryPlaceAndReason() {
        assertThatThrownBy(() -> NativeCache.load(
                        bundle,
                        List.of(one, two),
                        where -> System.load(where.resolve(FIRST).toString())))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageStartingWith("tried " + one.folder() + " (")
                .hasMessageContaining("), " + two.folder() + " (")
                .hasMessageContaining(FIRST);
    }

    @Test
    void library_fromManyThreadsAtOnce_isTheSameForAll() throws IOException {
        Set<Path> loaded = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> NativeCache.load(bundle, List.of(one), NativeCacheTest::loads))
                .collect(Collectors.toSet());

        assertThat(loaded).hasSize(1);
        assertThat(namesIn(loaded.iterator().next())).containsExactlyInAnyOrder(FIRST, "AbstractAssert.class");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its temporary folders are each user's own")
    void exposedPlace_thatOthersMayWrite_isNotTrusted() throws IOException {
        NativePlace exposed = new NativePlace(one.folder(), true);
        NativeCache.load(bundle, List.of(exposed), NativeCacheTest::loads);
        assertThat(Files.getPosixFilePermissions(folder.resolve("one")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(folder.resolve("one"), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(NativeCache.load(bundle, List.of(exposed, two), NativeCacheTest::loads))
                .startsWith(two.folder().toRealPath());
    }

    private static void loads(Path folder) {
        assertThat(folder).isNotEmptyDirectory();
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
        }
    }
}
