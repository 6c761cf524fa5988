package io.talkinghead.djl.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.model.Safetensors;
import io.talkinghead.testkit.KilledProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints whose program is killed, at random moments, 200 times in the stress profile, and at those that matter most. */
class KilledCheckpointsTest {
    private static final int KILLS = Integer.getInteger("talkinghead.kills", 3);

    @TempDir
    private Path training;

    private Path folder;
    private CheckpointFolder checkpoints;

    @BeforeEach
    void open() {
        folder = training.resolve("checkpoints");
        checkpoints = new CheckpointFolder(training);
    }

    @Test
    @Timeout(3600)
    void write_killedAtRandomMoments_leavesWholeCheckpointsAndLosesNone() throws Exception {
        CheckpointProgram.write(checkpoints, 1);
        KilledProgram program =
                new KilledProgram(training, new Random(1), List.of(), CheckpointProgram.class, training.toString());
        long reached = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            program.kill();
            for (String name : names("step-")) {
                assertWhole(folder.resolve(name));
            }
            long newest =
                    checkpoints.newest(MetaState::of).orElseThrow().checkpoint().step();
            assertThat(newest).isGreaterThanOrEqualTo(reached);
            reached = newest;
        }
        assertThat(reached).isGreaterThan(1);
        CheckpointProgram.write(checkpoints, reached + 1);
        assertThat(names("")).hasSize(2).allMatch(name -> name.startsWith("step-"));
    }

    @Test
    void write_manyTimes_keepsTheLastTwoAndNothingElse() throws IOException {
        for (long step = 1; step <= 4; step++) {
            CheckpointProgram.write(checkpoints, step);
        }
        CheckpointProgram.write(checkpoints, 4);
        assertThat(names("")).containsExactly("step-000000003", "step-000000004");
        assertThat(checkpoints.newest(MetaState::of).orElseThrow().checkpoint().step())
                .isEqualTo(4);
    }

    @Test
    void newest_killedBetweenTheMovesOfAReplacement_isTheOldOne() throws IOException {
        CheckpointProgram.write(checkpoints, 1);
        CheckpointProgram.write(checkpoints, 2);
        Files.move(folder.resolve("step-000000002"), folder.resolve(".replaced-step-000000002"));
        assertThat(checkpoints.newest(MetaState::of).orElseThrow().checkpoint().step())
                .isEqualTo(2);
        assertThat(names("")).containsExactly("step-000000001", "step-000000002");
    }

    @Test
    void newest_killedAfterTheMovesOfAReplacement_isTheNewOneAndTheOldIsGone() throws IOException {
        CheckpointProgram.write(checkpoints, 2);
        Files.createDirectory(folder.resolve(".replaced-step-000000002"));
        assertThat(checkpoints.newest(MetaState::of).orElseThrow().checkpoint().step())
                .isEqualTo(2);
        assertThat(names("")).containsExactly("step-000000002");
    }

    @Test
    void newest_killedWhileOneAsideWasDeleted_doesNotPutItsRestBack() throws IOException {
        CheckpointProgram.write(checkpoints, 1);
        Path aside = folder.resolve(".replaced-step-000000001");
        Files.move(folder.resolve("step-000000001"), aside);
        CheckpointProgram.write(checkpoints, 2);
        Files.delete(aside.resolve("training.json"));
        assertThat(checkpoints.newest(MetaState::of).orElseThrow().checkpoint().step())
                .isEqualTo(2);
        assertThat(names("")).containsExactly("step-000000002");
    }

    @Test
    void write_killedWhileAnOldOneWasRemoved_removesTheRest() throws IOException {
        CheckpointProgram.write(checkpoints, 1);
        Files.createDirectory(folder.resolve(".unfinished"));
        Files.writeString(folder.resolve(".unfinished/heads.safetensors"), "half");
        CheckpointProgram.write(checkpoints, 2);
        assertThat(names("")).containsExactly("step-000000001", "step-000000002");
    }

    private static void assertWhole(Path checkpoint) {
        long step = Long.parseLong(checkpoint.getFileName().toString().substring("step-".length()));
        CheckpointProgram.state(step)
                .parts()
                .forEach((name, part) -> assertThat(Safetensors.read(checkpoint.resolve(name + ".safetensors"))
                                .tensor("values")
                                .toFloats())
                        .isEqualTo(part.tensor("values").toFloats()));
    }

    private List<String> names(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
