package io.talkinghead.verification.below;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talkinghead.model.Upsampling;
import io.talkinghead.testkit.Golden;
import io.talkinghead.testkit.Program;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Java's memory, and the process's, run out: the error is typed, nothing stays open, and the next call works. */
@Timeout(300)
class ShortOfMemoryTest {
    private static final int HEAP_MEGABYTES = 128;
    private static final Path PHOTO = Path.of("../examples/samples/astronaut.png");
    private static final Path TRACK = Path.of("../examples/samples/demo-track.json");

    @TempDir
    private Path folder;

    @Test
    void heap_usedUp_isTypedAndTheNextCallWorks() throws Exception {
        writeLargeFiles();
        Program run = run(List.of("-Xmx" + HEAP_MEGABYTES + "m", "-XX:+UseSerialGC"), 0);
        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines)
                .filteredOn(line -> line.contains("TH-407, files 0, next works"))
                .as(run.out())
                .hasSize(6);
        assertThat(lines.get(lines.size() - 1)).matches("old gif [1-9]\\d+, person turning-128-open");
    }

    private void writeLargeFiles() throws IOException {
        // 80 megapixels, some of them noise: a megabyte, and several hundred once they are read.
        BufferedImage stripes = new BufferedImage(10_000, 8_000, BufferedImage.TYPE_BYTE_BINARY);
        byte[] bits = ((DataBufferByte) stripes.getRaster().getDataBuffer()).getData();
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, bits, 0, noise.length);
        ImageIO.write(stripes, "png", folder.resolve("large.png").toFile());
        Path model = folder.resolve("large-model");
        Golden.tinyModel(Upsampling.BLOCK_END).save(model);
        try (RandomAccessFile weights =
                new RandomAccessFile(model.resolve("weights.safetensors").toFile(), "rw")) {
            weights.setLength(1L << 30);
        }
        try (BufferedWriter track = Files.newBufferedWriter(folder.resolve("large.json"))) {
            track.write("{\"version\":1,\"fps\":25,\"width\":64,\"height\":64,\"frames\":[");
            String frame = "[" + "[1,2,3],".repeat(67) + "[1,2,3]],\n";
            for (int i = 0; i < 110_000; i++) {
                track.write(frame);
            }
            track.write("null]}");
        }
        try (ZipOutputStream person = new ZipOutputStream(Files.newOutputStream(folder.resolve("large.person")))) {
            person.setLevel(Deflater.NO_COMPRESSION);
            person.putNextEntry(new ZipEntry("photos/0.png"));
            person.write(new byte[150 << 20]);
        }
    }

    @Test
    void nativeMemory_usedUp_isTypedAndTheNextCallWorks() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/prlimit")) && Files.exists(Path.of("/proc/self/status")));
        Program run = run(List.of("-Xmx512m", "-Xms512m", "-XX:TieredStopAtLevel=1"), 100_000);
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("old mp4 true, leftovers 0").doesNotContain("untyped", "next differs");
        // Between them Java warns of threads that it could not start.
        assertThat(run.out().lines().filter(line -> line.contains(": TH-")))
                .as(run.out())
                .containsExactly(
                        "video: TH-501, files 0, next works",
                        "another engine: TH-407, files 0, next works",
                        "large pictures: TH-407, files 0, next works");
    }

    private Program run(List<String> options, long kilobytes) throws Exception {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ShortOfMemoryProgram.class.getName(),
                folder.toString(),
                PHOTO.toString(),
                TRACK.toString(),
                String.valueOf(kilobytes)));
        return Program.run(folder, command, Map.of("MALLOC_ARENA_MAX", "1"));
    }
}
