package io.talkinghead.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.testkit.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetTest {
    private static final int SIZE = 48;

    @TempDir
    private Path folder;

    @Test
    void open_writtenDataset_readsBackWhatWasWritten() {
        write("b", "two", 3);
        write("a", "one", 2);
        write("b", "one", 1);
        Dataset dataset = Dataset.open(folder);
        assertThat(dataset.resolution()).isEqualTo(SIZE);
        assertThat(dataset.identities()).extracting(DatasetIdentity::name).containsExactly("a", "b");
        List<DatasetClip> clips = dataset.identities().get(1).clips();
        assertThat(clips).extracting(DatasetClip::name).containsExactly("one", "two");
        DatasetClip clip = clips.get(1);
        assertThat(clip.identity()).isEqualTo("b");
        assertThat(clip.source()).isEqualTo("b/two \"quoted\"");
        assertThat(clip.frames()).isEqualTo(3);
        assertThat(clip.time(2)).isEqualTo(Duration.ofMillis(80));
        Landmarks expected = face(2);
        for (int i = 0; i < Landmarks.COUNT; i++) {
            assertThat(clip.landmarks(2).x(i)).isCloseTo(expected.x(i), within(0.006f));
            assertThat(clip.landmarks(2).z(i)).isCloseTo(expected.z(i), within(0.006f));
        }
        assertThat(clip.picture(2).widthPx()).isEqualTo(SIZE);
        assertThat(clip.picture(2).sample(26, 24, 0)).isGreaterThan(200);
        assertThat(clip.picture(2).sample(2, 2, 0)).isLessThan(120);
    }

    @Test
    void open_unfinishedClipAndForeignFiles_arePassedOver() throws IOException {
        write("a", "one", 1);
        try (DatasetWriter writer = DatasetWriter.open(folder, SIZE)) {
            ClipWriter left = writer.begin("a", "two", "x");
            left.add(DrawnFaces.picture(SIZE, SIZE, 20, 20, 8), face(0), Duration.ZERO);
            Files.createDirectories(folder.resolve("empty"));
            Files.writeString(folder.resolve("notes.txt"), "hello");
            Dataset dataset = Dataset.open(folder);
            assertThat(dataset.identities()).hasSize(1);
            assertThat(dataset.identities().get(0).clips()).hasSize(1);
        }
    }

    @Test
    void writer_afterAKilledOne_removesWhatItLeft() {
        write("a", "one", 1);
        DatasetWriter killed = DatasetWriter.open(folder, SIZE);
        killed.begin("a", "two", "x").add(DrawnFaces.picture(SIZE, SIZE, 20, 20, 8), face(0), Duration.ZERO);
        killed.close();
        assertThat(folder.resolve("a/.two.unfinished")).isDirectory();
        DatasetWriter.open(folder, SIZE).close();
        assertThat(folder.resolve("a/.two.unfinished")).doesNotExist();
        assertThat(folder.resolve("a/one")).isDirectory();
    }

    @Test
    void clipWriter_closedWithoutCommit_leavesNothing() {
        try (DatasetWriter writer = DatasetWriter.open(folder, SIZE)) {
            try (ClipWriter clip = writer.begin("a", "two", "x")) {
                clip.add(DrawnFaces.picture(SIZE, SIZE, 20, 20, 8), face(0), Duration.ZERO);
            }
            assertThat(folder.resolve("a")).isEmptyDirectory();
            assertThat(writer.has("a", "two")).isFalse();
        }
    }

    @Test
    void clipWriter_clipThatIsThere_isReplacedWhole() {
        write("a", "one", 3);
        write("a", "one", 2);
        DatasetClip clip = Dataset.open(folder).identities().get(0).clips().get(0);
        assertThat(clip.frames()).isEqualTo(2);
        assertThat(folder.resolve("a/one/0002.jpg")).doesNotExist();
        assertThat(folder.resolve("a")).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void writer_secondAtOnce_isRefused() {
        try (DatasetWriter first = DatasetWriter.open(folder, SIZE)) {
            assertThatThrownBy(() -> DatasetWriter.open(folder, first.resolution()))
                    .hasMessageContaining("TH-501")
                    .hasMessageContaining("being written");
        }
        DatasetWriter.open(folder, SIZE).close();
    }

    @Test
    void writer_otherResolution_isRefused() {
        write("a", "one", 1);
        assertThatThrownBy(() -> DatasetWriter.open(folder, 64))
                .hasMessageContaining("TH-306")
                .hasMessageContaining("48")
                .hasMessageContaining("64");
    }

    @Test
    void writer_nameThatLeavesTheFolder_isRefused() {
        try (DatasetWriter writer = DatasetWriter.open(folder, SIZE)) {
            assertThatThrownBy(() -> writer.begin("..", "x", "s")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.begin("a", "x/y", "s")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void open_noDataset_saysSo() {
        assertThatThrownBy(() -> Dataset.open(folder))
                .hasMessageContaining("TH-306")
                .hasMessageContaining("dataset.json");
        DatasetWriter.open(folder, SIZE).close();
        assertThatThrownBy(() -> Dataset.open(folder)).hasMessageContaining("no clips");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"formatVersion\":1 | \"formatVersion\":2 | version",
                "\"source\":\"s\" | \"sauce\":\"s\" | sauce",
                "\"timeMs\":0 | \"timeMs\":-4 | timeMs",
                "\"file\":\"0000.jpg\" | \"file\":\"../0000.jpg\" | plain",
                "\"file\":\"0000.jpg\" | \"file\":\"9999.jpg\" | 9999.jpg",
                "[[ | [[[ | point 0",
                "]]}]} | ],[1,2,3]]}]} | 68",
                "]]}]} | ]]}]} x | clip.json",
                "]]}]} | ] | clip.json"
            })
    void open_damagedClip_isRefusedNamingTheFile(String from, String to, String says) throws IOException {
        try (DatasetWriter writer = DatasetWriter.open(folder, SIZE);
                ClipWriter clip = writer.begin("a", "one", "s")) {
            clip.add(DrawnFaces.picture(SIZE, SIZE, 24, 24, 8), face(0), Duration.ZERO);
            clip.commit();
        }
        Path file = folder.resolve("a/one/clip.json");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
        assertThatThrownBy(() -> Dataset.open(folder))
                .hasMessageContaining("TH-306")
                .hasMessageContaining("one")
                .hasMessageContaining(says);
    }

    @Test
    void picture_damagedOrOfAnotherSize_isRefusedNamingTheFile() throws IOException {
        write("a", "one", 2);
        DatasetClip clip = Dataset.open(folder).identities().get(0).clips().get(0);
        Path file = folder.resolve("a/one/0001.jpg");
        ImageFiles.write(file, DrawnFaces.picture(20, 20, 10, 10, 4));
        assertThatThrownBy(() -> clip.picture(1)).hasMessageContaining("TH-306").hasMessageContaining("20 x 20");
        Files.writeString(file, "no picture");
        assertThatThrownBy(() -> clip.picture(1)).hasMessageContaining("TH-306").hasMessageContaining("0001.jpg");
        assertThatThrownBy(() -> clip.picture(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({"id00012,0.766397572350", "anna,0.333368023269", "P1_Emilio_Botin,0.823739695295"})
    void split_knownNames_fallWhereTheirHashSays(String name, double fraction) {
        assertThat(DatasetSplit.of(name, fraction - 1e-9)).isEqualTo(DatasetSplit.TRAIN);
        assertThat(DatasetSplit.of(name, fraction + 1e-9)).isEqualTo(DatasetSplit.VALIDATION);
    }

    @Test
    void split_parts_areDisjointAndComplete() {
        for (int i = 0; i < 40; i++) {
            write("id" + i, "c", 1);
        }
        Dataset dataset = Dataset.open(folder);
        List<DatasetIdentity> validation = dataset.split(DatasetSplit.VALIDATION, 0.25);
        List<DatasetIdentity> train = dataset.split(DatasetSplit.TRAIN, 0.25);
        assertThat(validation).hasSizeBetween(4, 18).doesNotContainAnyElementsOf(train);
        assertThat(train.size() + validation.size()).isEqualTo(40);
        assertThat(dataset.split(DatasetSplit.VALIDATION, 0.5)).containsAll(validation);
        assertThat(dataset.split(DatasetSplit.VALIDATION, 0)).isEmpty();
        assertThat(dataset.split(DatasetSplit.TRAIN, 1)).isEmpty();
    }

    private void write(String identity, String name, int frames) {
        try (DatasetWriter writer = DatasetWriter.open(folder, SIZE);
                ClipWriter clip = writer.begin(identity, name, identity + "/" + name + " \"quoted\"")) {
            for (int i = 0; i < frames; i++) {
                clip.add(DrawnFaces.picture(SIZE, SIZE, 24 + i, 24, 8), face(i), Duration.ofMillis(40L * i));
            }
            clip.commit();
        }
    }

    private static Landmarks face(int frame) {
        return DrawnFaces.landmarks(24 + frame, 24, 8);
    }
}
