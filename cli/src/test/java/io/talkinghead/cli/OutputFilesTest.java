package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.Backends;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.spi.video.VideoReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Where commands write: nothing that they read, and nothing but what the name says. */
class OutputFilesTest {
    private static final Path PHOTO = Path.of("../examples/samples", "astronaut.png");
    private static final Path TRACK = Path.of("../examples/samples", "demo-track.json");

    @TempDir
    private Path folder;

    private Path photo;
    private Path track;

    @BeforeEach
    void copyInputs() throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        photo = Files.copy(PHOTO, in.resolve("photo.png"));
        LandmarkTrack all = LandmarkTrack.read(TRACK);
        track = in.resolve("track.json");
        new LandmarkTrack(
                        all.framesPerSecond(),
                        all.widthPx(),
                        all.heightPx(),
                        all.frames().subList(0, 3))
                .write(track);
    }

    @Test
    void animate_outputThatIsAnInput_isRefusedBeforeAnyWork() throws IOException {
        Path notes = Files.writeString(folder.resolve("in/clip.mp4"), "a clip");
        Path link = Files.createSymbolicLink(folder.resolve("link.mp4"), notes);
        refused("TH-503", "animate", "--photos", photo, "--driver", notes, "--out", notes);
        refused("TH-503", "animate", "--photos", photo, "--driver", notes, "--out", link);
        refused("TH-503", "animate", "--photos", photo, "--driver", link, "--out", notes);
        refused("TH-503", "animate", "--photos", photo, "--driver", notes, "--out", folder + "/in/../in/clip.mp4");
        refused("TH-503", "animate", "--photos", photo, "--driver", notes, "--out", folder.resolve("in"));
        refused("TH-503", "animate", "--photos", photo, "--driver", track, "--out", photo);
        refused("TH-503", "animate", "--photos", photo, "--driver", folder.resolve("in"), "--out", photo);
        Path out = folder.resolve("new.mp4");
        refused("TH-503", "animate", "--photos", photo, "--driver", track, "--out", out, "--save-person", track);
        refused("TH-503", "animate", "--person", notes, "--driver", track, "--out", out, "--save-person", link);
        assertThat(Files.readString(notes)).isEqualTo("a clip");
        StringWriter err = new StringWriter();
        assertThat(run(err, "animate", "--photos", photo, "--driver", track, "--out", out, "--save-person", out))
                .isEqualTo(2);
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder);
        assertThat(run(
                        err,
                        "animate",
                        "--photos",
                        photo,
                        "--driver",
                        track,
                        "--out",
                        out,
                        "--save-person",
                        linked.resolve("new.mp4")))
                .isEqualTo(2);
    }

    @Test
    void otherCommands_outputThatIsAnInput_areRefusedBeforeAnyWork() throws IOException {
        Path clip = Files.writeString(folder.resolve("in/clip.mp4"), "a clip");
        Path in = folder.resolve("in");
        refused("TH-503", "track", clip, "--out", clip);
        refused("TH-503", "person", "photos", photo, "--out", in);
        refused("TH-503", "prepare", "--in", in, "--out", in);
        refused("TH-503", "prepare", "--in", in, "--out", folder);
        refused("TH-503", "evaluate", "--data", in, "--out", in);
        refused("TH-503", "evaluate", "--data", folder.resolve("faces"), "--model", clip, "--out", in);
        refused("TH-503", "compare", "--data", in, "--out", in);
        refused("TH-503", "compare", "--data", in, "--out", folder.resolve("new"), "--study", in);
        refused("TH-503", "train", "--data", in, "--spec", "turning-256", "--out", in);
        refused("TH-503", "train", "--data", in, "--spec", "turning-256", "--start", clip, "--out", folder);
        refused("TH-503", "train", "--data", folder.resolve("faces"), "--spec", track, "--out", in);
    }

    @Test
    void noClobber_outputThatExists_isRefusedBeforeAnyWork() throws IOException {
        Path old = Files.writeString(folder.resolve("old.mp4"), "old");
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("00000.png"), "old");
        refused("TH-504", "animate", "--photos", photo, "--driver", track, "--out", old, "--no-clobber");
        refused("TH-504", "animate", "--photos", photo, "--driver", track, "--out", full, "--no-clobber");
        refused("TH-504", "track", track, "--out", old, "--no-clobber");
        refused("TH-504", "demo", "--out", full, "--no-clobber");
        refused("TH-504", "person", "photos", photo, "--out", full, "--no-clobber");
    }

    @Test
    void animate_unknownSuffix_isRefusedWithTheKnownOnes() {
        for (String name : List.of("result.avi", "result.mov", "clip.v2", "frame.jpg")) {
            String said = refused("TH-501", animate(folder.resolve(name)));
            assertThat(said).contains(name, ".mp4", ".webm", ".gif", ".png", "/");
        }
        assertThat(refused("TH-501", animate(photo + "/"))).contains("photo.png");
    }

    @Test
    void animate_namesOfFoldersAndFiles_giveWhatTheySay() throws IOException {
        Files.createDirectory(folder.resolve("is.mp4"));
        for (String name : List.of("new", "dotted.avi/", "is.mp4")) {
            done(animate(folder + "/" + name));
            assertThat(folder.resolve(name)).isDirectoryContaining("glob:**/00002.png");
        }
        Path video = Files.writeString(folder.resolve("old.GIF"), "old");
        done(animate(video));
        try (VideoReader reader = Backends.videos().openReader(video)) {
            assertThat(reader.format().widthPx()).isEqualTo(64);
        }
    }

    @Test
    void animate_png_holdsOneFrame() {
        Path picture = folder.resolve("one.png");
        assertThat(refused("TH-501", animate(picture))).contains("one.png", "one frame", "folder");
        done("animate", "--photos", photo, "--driver", photo, "--size", 64, "--out", picture);
        assertThat(ImageFiles.read(picture).widthPx()).isEqualTo(64);
    }

    @Test
    void animate_withoutASize_givesAPictureToLookAt() {
        Path crop = folder.resolve("crop.png");
        done("animate", "--photos", photo, "--driver", photo, "--out", crop);
        assertThat(ImageFiles.read(crop).widthPx()).isEqualTo(512);
        assertThat(ImageFiles.read(crop).heightPx()).isEqualTo(512);
    }

    private Object[] animate(Object out) {
        return new Object[] {"animate", "--photos", photo, "--driver", track, "--size", 64, "--out", out};
    }

    private String refused(String code, Object... arguments) {
        List<Path> before = everything();
        StringWriter err = new StringWriter();
        assertThat(run(err, arguments)).isEqualTo(1);
        assertThat(err.toString()).startsWith(code + ": ");
        assertThat(everything()).isEqualTo(before);
        return err.toString();
    }

    private static void done(Object... arguments) {
        StringWriter err = new StringWriter();
        assertThat(run(err, arguments)).as(err.toString()).isZero();
    }

    private static int run(StringWriter err, Object... arguments) {
        List<String> words = new ArrayList<>();
        Arrays.stream(arguments).map(Object::toString).forEach(words::add);
        words.add("--quiet");
        CommandLine line = TalkingHeadCommand.commandLine();
        line.setOut(new PrintWriter(new StringWriter(), true)).setErr(new PrintWriter(err, true));
        return line.execute(words.toArray(String[]::new));
    }

    private List<Path> everything() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
