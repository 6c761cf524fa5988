package io.talkinghead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** What must hold of everything that writes and reads files, when a disk fails at any one of their steps. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DiskFaults {
    private DiskFaults() {}

    /**
     * Writes into a folder again and again, the disk being full at once, then after one write, and so on, until it succeeds. Each
     * time before, it must fail with {@link ErrorCode#OUTPUT_NOT_WRITABLE}, leave every file as it was, none beside them, and
     * nothing open.
     *
     * @param folder with what is to be kept
     * @param writing writes into the folder it is given
     * @return how often it failed
     */
    public static int fullAtEveryWrite(Path folder, Consumer<Path> writing) {
        return fullAtEveryWrite(folder, file -> true, writing);
    }

    /**
     * Does the same for writing of which some files may be left behind.
     *
     * @param kept tells which files, given relative to the folder, count
     */
    public static int fullAtEveryWrite(Path folder, Predicate<Path> kept, Consumer<Path> writing) {
        Map<String, String> before = contents(folder, kept);
        FaultyDisk disk = FaultyDisk.of(folder);
        for (int good = 0; ; good++) {
            disk.fullAfter(good);
            Throwable failure = catchThrowable(() -> writing.accept(disk.folder()));
            assertThat(disk.open()).as("open files after %s writes", good).isZero();
            if (failure == null) {
                assertThat(disk.hasFailed()).as("failure %s is told", good).isFalse();
                return good;
            }
            assertTyped(ErrorCode.OUTPUT_NOT_WRITABLE, failure, "write " + good);
            assertThat(disk.hasFailed()).as("write %s has failed", good).isTrue();
            assertThat(contents(folder, kept)).as("after %s writes", good).isEqualTo(before);
        }
    }

    /**
     * Reads from a folder again and again, the disk failing at once, then after one read, and so on, until it succeeds. Each time
     * before, it must fail with the code given, and leave nothing open.
     *
     * @param reading reads from the folder it is given
     * @return how often it failed
     */
    public static int unreadableAtEveryRead(Path folder, ErrorCode code, Consumer<Path> reading) {
        FaultyDisk disk = FaultyDisk.of(folder);
        for (int good = 0; ; good++) {
            disk.unreadableAfter(good);
            Throwable failure = catchThrowable(() -> reading.accept(disk.folder()));
            assertThat(disk.open()).as("open files after %s reads", good).isZero();
            if (failure == null) {
                assertThat(disk.hasFailed()).as("failure %s is told", good).isFalse();
                return good;
            }
            assertTyped(code, failure, "read " + good);
        }
    }

    private static void assertTyped(ErrorCode code, Throwable failure, String step) {
        assertThat(failure)
                .as(step)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** Returns what each file holds, by its name relative to the folder. */
    private static Map<String, String> contents(Path folder, Predicate<Path> kept) {
        Map<String, String> contents = new TreeMap<>();
        try {
            for (Path file : MoreFiles.fileTraverser().breadthFirst(folder)) {
                Path name = folder.relativize(file);
                if (Files.isRegularFile(file) && kept.test(name)) {
                    contents.put(
                            name.toString(),
                            MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }
}
