package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing native is left behind. The cycles run in a process whose heap is fixed and resident from the start, so that what
 * grows is not the heap.
 */
@EnabledOnOs(OS.LINUX)
final class MemoryTest {
    /** What takes part has buffers of this size; a forgotten one shows. */
    private static final VideoFormat LARGE = new VideoFormat(640, 480, 25);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"read", "half", "damaged", "mp4", "webm", "gif", "begun gif"})
    void cycles_ofOpenUseAndClose_keepNativeMemoryFlat(String kind) throws Exception {
        ChildJvm child = ChildJvm.withOptions("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");
        String cycles = Integer.toString(Integer.getInteger("talkinghead.cycles", 60));
        long grown = Long.parseLong(child.run(MemoryTest.class, folder, folder.toString(), kind, cycles));
        assertThat(grown).as("kilobytes more after 40 cycles").isLessThan(12_000);
    }

    /** Writes the kilobytes that the process grew by in the last two thirds of its cycles. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        Runnable cycle = cycle(arguments[2], folder);
        int cycles = Integer.parseInt(arguments[3]);
        long before = 0;
        for (int i = 0; i < cycles; i++) {
            if (i == cycles / 3) {
                before = residentKilobytes();
            }
            cycle.run();
        }
        Files.writeString(Path.of(arguments[0]), Long.toString(residentKilobytes() - before));
    }

    private static Runnable cycle(String kind, Path folder) throws IOException {
        Path wav = Tones.wav(folder.resolve("tone.wav"), 0.4, 0, 440, 2);
        Path clip = Clips.write(folder.resolve("clip.mp4"), LARGE, 3, wav);
        return switch (kind) {
            case "read" -> () -> Clips.read(clip);
            case "half" ->
                () -> {
                    var reader = Clips.open(clip);
                    reader.next();
                    reader.close();
                };
            case "damaged" -> {
                Path damaged = damaged(clip);
                yield () -> refused(damaged);
            }
            case "begun gif" -> {
                Frame noise = noise();
                yield () -> {
                    try (VideoWriter writer = Clips.create(folder.resolve("begun.gif"), LARGE)) {
                        writer.write(noise, 0);
                    }
                };
            }
            default -> {
                Frame picture = Clips.picture(640, 480, 0);
                boolean[] finishes = {false};
                yield () -> write(folder.resolve("out." + kind), clip, picture, finishes[0] ^= true);
            }
        };
    }

    /** Returns a picture that no codec makes small. */
    private static Frame noise() {
        byte[] rgb = new byte[3 * LARGE.widthPx() * LARGE.heightPx()];
        new Random(1).nextBytes(rgb);
        return Frame.of(LARGE.widthPx(), LARGE.heightPx(), rgb);
    }

    /** Returns a file whose headers are whole, and whose pictures are not. */
    private static Path damaged(Path clip) throws IOException {
        byte[] bytes = Files.readAllBytes(clip);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
        Arrays.fill(bytes, data, bytes.length, (byte) 0x55);
        return Files.write(clip.resolveSibling("damaged.mp4"), bytes);
    }

    private static void refused(Path file) {
        try {
            Clips.open(file).close();
            throw new AssertionError("the file is not damaged enough");
        } catch (TalkingHeadException expected) {
            assertThat(expected).hasMessageContaining("damaged.mp4");
        }
    }

    private static void write(Path target, Path soundFrom, Frame picture, boolean finishes) {
        try (VideoWriter writer = Clips.create(target, LARGE, soundFrom)) {
            writer.write(picture, 0);
            writer.write(picture, 1);
            if (finishes) {
                writer.finish();
            }
        }
    }

    private static long residentKilobytes() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
