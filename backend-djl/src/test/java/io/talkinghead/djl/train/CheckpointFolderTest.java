package io.talkinghead.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.DiskFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFolderTest {
    private static final Checkpoint.Origin ORIGIN = new Checkpoint.Origin("tiny", "00ff", 3, "random");

    @TempDir
    private Path training;

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void write_diskFullAtAnyStep_keepsTheOldOnesAndThenSucceeds(long step) throws IOException {
        write(training, 5, 1);
        write(training, 6, 2);
        int failures = DiskFaults.fullAtEveryWrite(training, place -> write(place, step, 3));
        // Seven parts and the description, each made and filled.
        assertThat(failures).isGreaterThan(16);
        assertThat(new CheckpointFolder(training).newest(MetaState::of)).hasValueSatisfying(saved -> {
            assertThat(saved.checkpoint().step()).isEqualTo(step);
            assertThat(saved.state().generator().tensor("w").toFloats()).containsExactly(3, 3);
        });
        assertThat(names()).hasSize(2);
    }

    @Test
    void newest_diskFailsAtAnyRead_isTypedAndClosesEverything() {
        write(training, 5, 1);
        int failures = DiskFaults.unreadableAtEveryRead(
                training, ErrorCode.TRAINING_INVALID, place -> new CheckpointFolder(place).newest(MetaState::of));
        assertThat(failures).isGreaterThan(16);
    }

    @Test
    void tables_diskFullAtAnyStep_keepTheOldOnes() {
        TrainingLosses losses = new TrainingLosses(1, 2, 3, 4);
        LossTable.open(training, 0).add(1, losses, 0.5);
        Consumer<Path> addRow = place -> LossTable.open(place, 1).add(2, losses, 0.5);
        assertThat(DiskFaults.fullAtEveryWrite(training, addRow)).isGreaterThan(2);
        assertThat(LossTable.open(training, 2).rows()).hasSize(2);
        int failures = DiskFaults.unreadableAtEveryRead(
                training, ErrorCode.TRAINING_INVALID, place -> LossTable.open(place, 2));
        assertThat(failures).isPositive();
    }

    @Test
    void newest_ofBeforeThereWasAVersion_isRead() throws IOException {
        Path description = described(5);
        String json = Files.readString(description);
        assertThat(json).contains("\"formatVersion\" : 1");
        Files.writeString(description, json.replace("\"formatVersion\" : 1,", ""));
        assertThat(new CheckpointFolder(training).newest(MetaState::of))
                .hasValueSatisfying(
                        saved -> assertThat(saved.checkpoint().origin()).isEqualTo(ORIGIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0", "4294967297", "1.5", "\"1\"", "null"})
    void newest_ofAnotherVersion_isRefusedNamingBoth(String version) throws IOException {
        Path description = described(5);
        String json = Files.readString(description);
        Files.writeString(description, json.replace("\"formatVersion\" : 1", "\"formatVersion\" : " + version));
        assertThatThrownBy(() -> new CheckpointFolder(training).newest(MetaState::of))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TRAINING_INVALID))
                .hasMessageContainingAll("version is " + version, "reads version 1");
    }

    private Path described(long step) {
        write(training, step, 1);
        return training.resolve("checkpoints/step-00000000" + step + "/training.json");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> found = Files.list(training.resolve("checkpoints"))) {
            return found.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static void write(Path training, long step, float value) {
        Weights part = new Weights(Map.of("w", Tensor.of(List.of(2), new float[] {value, value})));
        MetaState state = new MetaState(part, part, part, part, Optional.of(part), Optional.of(part), part);
        new CheckpointFolder(training).write(new Checkpoint(step, 0, ORIGIN, List.of()), state.parts());
    }
}
