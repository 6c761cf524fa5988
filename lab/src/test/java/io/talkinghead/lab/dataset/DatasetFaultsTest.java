package io.talkinghead.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.testkit.DiskFaults;
import io.talkinghead.testkit.DrawnFaceAnalyzer;
import io.talkinghead.testkit.DrawnFaces;
import io.talkinghead.testkit.DrawnVideo;
import io.talkinghead.testkit.FaultyDisk;
import io.talkinghead.work.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dataset on a disk that is full at any write, or fails at any read. */
@Timeout(120)
class DatasetFaultsTest {
    private static final int SIZE = 48;

    @TempDir
    private Path folder;

    @Test
    void commit_diskFullAtAnyStep_keepsTheOldClipAndThenReplacesIt() {
        writeClip(folder, 3);
        int failures = DiskFaults.fullAtEveryWrite(folder, DatasetFaultsTest::counts, place -> writeClip(place, 2));
        // The lock, the folder, two pictures, the description and two names.
        assertThat(failures).isGreaterThan(7);
        assertThat(Dataset.open(folder).identities().get(0).clips().get(0).frames())
                .isEqualTo(2);
        assertThat(folder.resolve("a")).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void writer_killedBetweenTheRenames_findsTheOldClipAgain() throws IOException {
        writeClip(folder, 3);
        Files.move(folder.resolve("a/one"), folder.resolve("a/.one.old.unfinished"));
        DatasetWriter.open(folder, SIZE).close();
        assertThat(Dataset.open(folder).identities().get(0).clips().get(0).frames())
                .isEqualTo(3);
    }

    @Test
    void open_diskFailsAtAnyRead_isTypedAndClosesEverything() {
        writeClip(folder, 2);
        int failures = DiskFaults.unreadableAtEveryRead(folder, ErrorCode.DATASET_INVALID, place -> {
            DatasetClip clip = Dataset.open(place).identities().get(0).clips().get(0);
            clip.picture(1);
        });
        assertThat(failures).isGreaterThan(5);
    }

    @Test
    void run_diskFullAtAnyWrite_isTyped_andTheNextRunCompletesTheDataset() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.writeString(in.resolve("a.mp4"), "3 10 1 -1");
        Files.writeString(in.resolve("bad.mp4"), "no video");
        Files.createDirectories(in.resolve("b"));
        for (int i = 0; i < 2; i++) {
            ImageFiles.write(in.resolve("b/" + i + ".png"), DrawnFaces.picture(200, 100, 60, 50, 16));
        }
        for (int good = 0; ; good++) {
            Path out = Files.createDirectories(folder.resolve("out" + good));
            FaultyDisk disk = FaultyDisk.of(out);
            disk.fullAfter(good);
            try {
                prepare(in, disk.folder());
                assertThat(disk.hasFailed()).isFalse();
                assertThat(good).isGreaterThan(20);
                return;
            } catch (TalkingHeadException e) {
                assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.OUTPUT_NOT_WRITABLE);
            }
            assertThat(disk.open()).isZero();
            disk.mend();
            PreparationSummary summary = prepare(in, disk.folder());
            assertThat(summary.clips()).isEqualTo(2);
            assertThat(summary.rejected()).containsOnlyKeys("bad.mp4");
            assertThat(out.resolve("a")).isDirectoryNotContaining("glob:**.unfinished");
        }
    }

    private static PreparationSummary prepare(Path in, Path out) {
        PreparationOptions options =
                PreparationOptions.defaults().withThreads(1).withResolution(64).withFrames(2, 12);
        return new Preparation(new DrawnFaceAnalyzer(), DrawnVideo::open, options)
                .run(in, out, PreparationListener.NONE, new Cancellation());
    }

    private static boolean counts(Path file) {
        return !file.getFileName().toString().equals(".lock");
    }

    private static void writeClip(Path place, int frames) {
        try (DatasetWriter writer = DatasetWriter.open(place, SIZE);
                ClipWriter clip = writer.begin("a", "one", "drawn")) {
            for (int i = 0; i < frames; i++) {
                clip.add(
                        DrawnFaces.picture(SIZE, SIZE, 24 + i, 24, 8),
                        DrawnFaces.landmarks(24 + i, 24, 8),
                        Duration.ofMillis(40L * i));
            }
            clip.commit();
        }
    }
}
