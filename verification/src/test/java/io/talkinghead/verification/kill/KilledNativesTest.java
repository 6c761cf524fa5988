package io.talkinghead.verification.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.talkinghead.Backends;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import io.talkinghead.testkit.KilledProgram;
import io.talkinghead.testkit.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cache of native libraries, whose program is killed at random moments: 200 times in the stress profile. Every third kill meets
 * an empty cache, the others what the one before left.
 */
class KilledNativesTest {
    private static final int KILLS = Integer.getInteger("talkinghead.kills", 2);
    private static final int WHOLE_RUN_AFTER = 10;
    /** JavaCPP writes libraries under their names and looks at their sizes before it loads them. */
    private static final String JAVACPP = "javacpp";

    @TempDir
    private Path folder;

    private Path natives;
    private Path video;

    @Test
    @Timeout(3 * 3600)
    void natives_killedAtRandomMoments_areWholeAndLoadTheNextTime() throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        natives = folder.resolve("natives");
        video = video();
        FolderContents whole = loaded();
        assertThat(whole.below(JAVACPP).files()).isNotEmpty();
        KilledProgram program = new KilledProgram(
                folder,
                new Random(1),
                List.of("-Dtalkinghead.natives=" + natives),
                NativesProgram.class,
                natives.toString(),
                video.toString());
        for (int kill = 1; kill <= KILLS; kill++) {
            if (kill % 3 == 0) {
                MoreFiles.deleteRecursively(natives, RecursiveDeleteOption.ALLOW_INSECURE);
            }
            program.kill();
            FolderContents.of(natives).visible().files().forEach((name, hash) -> {
                if (!name.startsWith(JAVACPP)) {
                    assertThat(hash).as("%s", name).isEqualTo(whole.files().get(name));
                }
            });
            if (kill % WHOLE_RUN_AFTER == 0) {
                assertThat(loaded().files()).as("after kill %s", kill).isEqualTo(whole.files());
            }
        }
        assertThat(loaded().files()).isEqualTo(whole.files());
    }

    private Path video() {
        Path file = folder.resolve("video.gif");
        try (VideoWriter writer = Backends.videos().openWriter(file, new VideoFormat(32, 32, 10), null)) {
            writer.write(Frame.of(32, 32, new byte[3 * 32 * 32]), 0);
            writer.finish();
        }
        return file;
    }

    /** Runs the program to its end. */
    private FolderContents loaded() throws Exception {
        Program run = Program.run(
                folder,
                List.of(
                        "-Dtalkinghead.natives=" + natives,
                        "-cp",
                        System.getProperty("java.class.path"),
                        NativesProgram.class.getName(),
                        natives.toString(),
                        video.toString(),
                        "once"));
        assertThat(run.code()).as(run.err()).isZero();
        return FolderContents.of(natives);
    }
}
