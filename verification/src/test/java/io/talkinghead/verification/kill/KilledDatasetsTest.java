package io.talkinghead.verification.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.testkit.KilledProgram;
import io.talkinghead.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Preparations, and replacements of clips, whose program is killed at random moments: 200 times in the stress profile. */
class KilledDatasetsTest {
    private static final int KILLS = Integer.getInteger("talkinghead.kills", 3);
    private static final int VIDEOS = 6;
    private static final String CLIP = DatasetsProgram.REPLACED + "/person/clip";
    /** Where a clip lies between the two renames of its replacement; the next program puts it back. */
    private static final String ASIDE = DatasetsProgram.REPLACED + "/person/.clip.old.unfinished";

    @TempDir
    private Path folder;

    private Path in;
    private Path out;

    @Test
    @Timeout(3 * 3600)
    void datasets_killedAtRandomMoments_haveWholeClipsAndLoseNone() throws Exception {
        in = Files.createDirectory(folder.resolve("in"));
        out = Files.createDirectories(folder.resolve("out/datasets"));
        for (int i = 0; i < VIDEOS; i++) {
            Files.writeString(in.resolve("v" + i + ".mp4"), "12 10 " + 2 * i + " -1");
        }
        Files.writeString(in.resolve("bad.mp4"), "no video");
        List<FolderContents> versions = List.of(written(0), written(1));
        assertThat(Dataset.open(out.resolve(DatasetsProgram.PREPARED)).identities())
                .isNotEmpty();
        KilledProgram program = new KilledProgram(
                folder, new Random(1), List.of(), DatasetsProgram.class, in.toString(), out.toString());
        for (int kill = 0; kill < KILLS; kill++) {
            program.kill();
            FolderContents found = FolderContents.of(out);
            assertWhole(found.visible().below(DatasetsProgram.PREPARED), versions.get(0));
            assertOneOf(found, versions);
        }
        FolderContents last = written(1);
        assertThat(last.files()).isEqualTo(versions.get(1).files());
        assertThat(last.hidden()).isZero();
    }

    /** A dataset may lack what was not prepared yet; the list of rejected sources is the only file that grows. */
    private static void assertWhole(FolderContents found, FolderContents complete) {
        found.files().forEach((name, hash) -> {
            if (!name.endsWith("rejected.jsonl")) {
                assertThat(hash).as("%s", name).isEqualTo(complete.files().get(name));
            }
        });
    }

    private static void assertOneOf(FolderContents found, List<FolderContents> versions) {
        String place = found.below(CLIP).files().isEmpty() ? ASIDE : CLIP;
        List<?> hashes = List.copyOf(found.below(place).files().values());
        assertThat(versions.stream()
                        .map(version -> List.copyOf(version.below(CLIP).files().values())))
                .as("%s", place)
                .anyMatch(hashes::equals);
    }

    /** Runs the program to its end. */
    private FolderContents written(int version) throws Exception {
        Program run = Program.run(
                folder,
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatasetsProgram.class.getName(),
                        in.toString(),
                        out.toString(),
                        String.valueOf(version)));
        assertThat(run.code()).as(run.err()).isZero();
        return FolderContents.of(out);
    }
}
