package io.talkinghead.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.testkit.DrawnFaceAnalyzer;
import io.talkinghead.testkit.DrawnFaces;
import io.talkinghead.testkit.DrawnVideo;
import io.talkinghead.work.Cancellation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datasets from somebody who means harm: links that lead out of them are refused, and nothing outside is read, written or removed. */
class HostileDatasetTest {
    private static final int SIZE = 48;

    @TempDir
    private Path place;

    private Path folder;
    private Path outside;

    @BeforeEach
    void write() throws IOException {
        folder = place.resolve("faces");
        outside = Files.createDirectory(place.resolve("outside"));
        writeClip(folder, "a", "one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/one", "a/one/clip.json"})
    void open_linkThatLeadsOut_isRefused(String name) throws IOException {
        linkOut(name);
        refused(ErrorCode.DATASET_INVALID, () -> Dataset.open(folder), name, "outside");
    }

    @Test
    void picture_linkThatLeadsOut_isRefused() throws IOException {
        linkOut("a/one/0000.jpg");
        DatasetClip clip = Dataset.open(folder).identities().get(0).clips().get(0);
        refused(ErrorCode.DATASET_INVALID, () -> clip.picture(0), "0000.jpg", "outside");
    }

    @Test
    void open_linksWithinTheDatasetAndToIt_areFollowed() throws IOException {
        link(folder.resolve("b"), folder.resolve("a"));
        Path link = link(place.resolve("link"), folder);
        Dataset dataset = Dataset.open(link);
        assertThat(dataset.identities()).hasSize(2);
        assertThat(dataset.identities().get(1).clips().get(0).picture(0).widthPx())
                .isEqualTo(SIZE);
    }

    @Test
    void writer_personsFolderThatLeadsOut_isRefusedAndNothingThereIsRemoved() throws IOException {
        Files.createDirectories(outside.resolve(".one.unfinished"));
        Files.writeString(outside.resolve(".one.unfinished/precious"), "data");
        link(folder.resolve("b"), outside);
        refused(ErrorCode.DATASET_INVALID, () -> DatasetWriter.open(folder, SIZE), "outside");
        Files.delete(folder.resolve("b"));
        try (DatasetWriter writer = DatasetWriter.open(folder, SIZE)) {
            link(folder.resolve("b"), outside);
            refused(ErrorCode.DATASET_INVALID, () -> writer.begin("b", "two", "x"), "outside");
        }
        assertThat(outside.resolve(".one.unfinished/precious")).hasContent("data");
        assertThat(names(outside)).containsExactly(".one.unfinished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected.jsonl", ".lock"})
    void run_fileToWriteThatLeadsOut_isRefusedAndStaysAsItIs(String name) throws IOException {
        Path precious = Files.writeString(outside.resolve("precious"), "data");
        Files.deleteIfExists(folder.resolve(name));
        link(folder.resolve(name), precious);
        Path in = Files.createDirectory(place.resolve("in"));
        Files.writeString(in.resolve("bad.mp4"), "no video");
        refused(ErrorCode.OUTPUT_NOT_WRITABLE, () -> prepare(in), "faces");
        assertThat(precious).hasContent("data");
        assertThat(names(outside)).containsExactly("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataset.json", "summary.json", "contact-sheet.png"})
    void run_fileToReplaceThatLeadsOut_isReplacedItself(String name) throws IOException {
        Path precious = Files.writeString(outside.resolve("precious"), "data");
        if (name.equals("dataset.json")) {
            Files.copy(folder.resolve(name), outside.resolve("precious"), StandardCopyOption.REPLACE_EXISTING);
        }
        String before = Files.readString(precious);
        Files.deleteIfExists(folder.resolve(name));
        link(folder.resolve(name), precious);
        Path in = Files.createDirectory(place.resolve("in"));
        Files.writeString(in.resolve("b.mp4"), "3 10 1 -1");
        prepare(in);
        assertThat(precious).hasContent(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataset.json", "a/one/clip.json", "a/one/0000.jpg"})
    void open_gigabytesOfNothing_areRefusedInLittleMemory(String name) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.setLength(5L << 30);
        }
        refused(
                ErrorCode.DATASET_INVALID,
                () -> Dataset.open(folder).identities().get(0).clips().get(0).picture(0),
                Path.of(name).getFileName().toString());
    }

    private void prepare(Path in) {
        PreparationOptions options = PreparationOptions.defaults()
                .withThreads(1)
                .withResolution(SIZE)
                .withFrames(2, 12);
        new Preparation(new DrawnFaceAnalyzer(), DrawnVideo::open, options)
                .run(in, folder, PreparationListener.NONE, new Cancellation());
    }

    /** Puts something of the dataset outside, and a link in its place. */
    private void linkOut(String name) throws IOException {
        Path inside = folder.resolve(name);
        Path moved = outside.resolve(inside.getFileName());
        Files.move(inside, moved);
        link(inside, moved);
    }

    private static Path link(Path link, Path target) throws IOException {
        try {
            return Files.createSymbolicLink(link, target);
        } catch (UnsupportedOperationException e) {
            assumeTrue(false, "no links here");
            throw e;
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void refused(ErrorCode code, ThrowingCallable call, String... says) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(says);
    }

    private static void writeClip(Path place, String identity, String name) {
        try (DatasetWriter writer = DatasetWriter.open(place, SIZE);
                ClipWriter clip = writer.begin(identity, name, "drawn")) {
            clip.add(DrawnFaces.picture(SIZE, SIZE, 24, 24, 8), DrawnFaces.landmarks(24, 24, 8), Duration.ZERO);
            clip.commit();
        }
    }
}
