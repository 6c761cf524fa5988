package io.talkinghead.verification.below;

import io.talkinghead.Backends;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.person.Photo;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import io.talkinghead.testkit.Golden;
import io.talkinghead.testkit.OpenFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * Does things that need more memory than this process has, and prints a line for each: what it was, the error, and whether the
 * head beside it still gives the same bytes with as many files open as before. Its arguments: a folder with what is too large, a
 * photo, a track, and the kilobytes of native memory that are left once it has begun, 0 for all that there is.
 */
final class ShortOfMemoryProgram {
    private final PrintStream out = System.out;
    private final Path folder;
    private final TalkingHead head;
    private final byte[] expected;
    private final Deque<byte[]> held = new ArrayDeque<>();

    private ShortOfMemoryProgram(Path folder, TalkingHead head) {
        this.folder = folder;
        this.head = head;
        expected = picture();
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path photo = Path.of(args[1]);
        LandmarkTrack motion = motion(Path.of(args[2]));
        long kilobytes = Long.parseLong(args[3]);
        try (TalkingHead head =
                TalkingHead.builder(Photo.of(photo)).size(64).threads(1).build()) {
            ShortOfMemoryProgram program = new ShortOfMemoryProgram(folder, head);
            if (kilobytes == 0) {
                program.heap(motion);
            } else {
                program.nativeMemory(motion, photo, kilobytes);
            }
        }
    }

    private static LandmarkTrack motion(Path file) {
        LandmarkTrack track = LandmarkTrack.read(file);
        return new LandmarkTrack(
                track.framesPerSecond(),
                track.widthPx(),
                track.heightPx(),
                track.frames().subList(0, 3));
    }

    private void heap(LandmarkTrack motion) throws IOException {
        // Whatever is loaded once is loaded now.
        Path old = folder.resolve("old.gif");
        head.animate(Driver.track(motion)).writeTo(old);
        Path person = folder.resolve("old.person");
        head.save(person);
        Path large = folder.resolve("large.png");
        attempt("photo", () -> TalkingHead.builder(Photo.of(large)).build().close());
        attempt("driver", () -> head.animate(Driver.photo(large)).writeTo(old));
        attempt("model", () -> ModelBundle.open(folder.resolve("large-model")));
        attempt("track", () -> LandmarkTrack.read(folder.resolve("large.json")));
        attempt("person", () -> Person.open(folder.resolve("large.person")));
        // The memory itself is full, and hardly a picture fits.
        fill();
        attempt(
                "full heap, large head",
                () -> TalkingHead.builder(person)
                        .size(2048)
                        .framing(Framing.CROP)
                        .build()
                        .close());
        out.println(
                "old gif " + Files.size(old) + ", person " + Person.open(person).modelName());
    }

    private void fill() {
        for (int bytes = 16 << 20; bytes >= 1 << 20; bytes /= 2) {
            try {
                while (true) {
                    held.add(new byte[bytes]);
                }
            } catch (OutOfMemoryError full) {
                // Smaller pieces may fit.
            }
        }
    }

    private void nativeMemory(LandmarkTrack motion, Path photo, long kilobytes) throws Exception {
        Path old = folder.resolve("old.mp4");
        head.animate(Driver.track(motion)).writeTo(old);
        long before = Files.size(old);
        head.render(head.neutralLandmarks());
        // Whatever asks for more at once than is left fails, and small pieces are still to be had: Java itself ends
        // without them.
        limit(kilobytes);
        attempt("video", () -> write(folder.resolve("old.mp4"), new VideoFormat(8192, 4096, 25)));
        attempt(
                "another engine",
                () -> TalkingHead.builder(Photo.of(photo))
                        .size(64)
                        .threads(2)
                        .seed(7)
                        .build()
                        .close());
        limit(0);
        ModelBundle large = Golden.tinyModel(Upsampling.BLOCK_END, 1024);
        limit(4 * kilobytes);
        attempt(
                "large pictures",
                () -> TalkingHead.builder(Photo.of(photo))
                        .model(large)
                        .size(64)
                        .build()
                        .close());
        limit(0);
        head.animate(Driver.track(motion)).writeTo(folder.resolve("new.mp4"));
        out.println("old mp4 " + (Files.size(old) == before) + ", leftovers " + leftovers());
    }

    private long leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .count();
        }
    }

    private static void write(Path file, VideoFormat format) {
        try (VideoWriter writer = Backends.videos().openWriter(file, format, null)) {
            Frame frame =
                    Frame.of(format.widthPx(), format.heightPx(), new byte[3 * format.widthPx() * format.heightPx()]);
            for (int i = 0; i < 4; i++) {
                writer.write(frame, i);
            }
            writer.finish();
        }
    }

    /** Leaves so much address space beyond what is taken now; 0 for all. */
    private static void limit(long kilobytes) throws Exception {
        long taken = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmSize:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        String most = kilobytes == 0 ? "unlimited" : String.valueOf((taken + kilobytes) << 10);
        String process = String.valueOf(ProcessHandle.current().pid());
        int code = new ProcessBuilder("/usr/bin/prlimit", "--pid", process, "--as=" + most + ":")
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("prlimit ended with " + code);
        }
    }

    private void attempt(String what, Runnable work) throws IOException {
        long files = OpenFiles.count();
        String end = "done";
        try {
            work.run();
        } catch (TalkingHeadException e) {
            end = e.code().label();
        } catch (RuntimeException | Error e) {
            end = "untyped " + e;
        }
        held.clear();
        String next = Arrays.equals(picture(), expected) ? "works" : "differs";
        out.println(what + ": " + end + ", files " + (OpenFiles.count() - files) + ", next " + next);
    }

    private byte[] picture() {
        return head.render(head.neutralLandmarks()).rgb();
    }
}
