package io.talkinghead.bench;

import com.sun.management.OperatingSystemMXBean;
import io.talkinghead.Backends;
import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Photo;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.spi.video.VideoWriter;
import io.talkinghead.work.Cancellation;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Prints how long a face is followed in a video of 3840 x 2160 at 60 frames a second, beside the time that FFmpeg takes to decode
 * the same file to nothing, with a thread for each core, up to four: both by the clock and of the processor, as other work on the
 * machine spoils the clock. The video is made first, of the sample portrait with the sample motion and the noise of a camera.
 *
 * <p>The two take turns; medians over the turns.
 */
public final class LargeVideoRate {
    private static final int WIDTH = 3840;
    private static final int HEIGHT = 2160;
    private static final int FRAMES_PER_SECOND = 60;
    private static final int TURNS = 3;
    private static final double NANOS = 1e9;
    private static final Path TRACK = SampleHead.PHOTO.resolveSibling("demo-track.json");
    private static final PrintStream OUT = System.out;

    private LargeVideoRate() {}

    /** Takes the noise's largest value, 0 to 100, of 255; without it 5, which gives about 30 Mbit/s. */
    public static void main(String[] args) throws Exception {
        Path driver = Files.createTempFile("driver", ".mp4");
        try {
            int frames = write(driver, args.length == 0 ? 5 : Integer.parseInt(args[0]));
            double seconds = (double) frames / FRAMES_PER_SECOND;
            OUT.printf(Locale.ROOT, "%d frames, %.0f Mbit/s%n", frames, Files.size(driver) * 8 / seconds / 1e6);
            try (Engine engine = Engine.open()) {
                print(engine, driver, frames);
            }
        } finally {
            Files.delete(driver);
        }
    }

    private static void print(Engine engine, Path driver, int frames) {
        double[][] clock = new double[3][TURNS];
        double[][] processor = new double[3][TURNS];
        for (int turn = -1; turn < TURNS; turn++) {
            double[] decoded = timed(frames, () -> decode(driver));
            double[] followed = timed(frames, () -> follow(engine, driver));
            // The first turn warms up.
            if (turn >= 0) {
                put(turn, clock, decoded[0], followed[0]);
                put(turn, processor, decoded[1], followed[1]);
            }
        }
        print("by the clock", clock);
        print("of the processor", processor);
    }

    private static void put(int turn, double[][] values, double decoded, double followed) {
        values[0][turn] = decoded;
        values[1][turn] = followed;
        values[2][turn] = followed / decoded;
    }

    private static void print(String what, double[][] values) {
        for (double[] each : values) {
            Arrays.sort(each);
        }
        OUT.printf(
                Locale.ROOT,
                "%s: decoded in %.2f s, followed in %.2f s, %.2f times as long (%.2f-%.2f)%n",
                what,
                values[0][TURNS / 2],
                values[1][TURNS / 2],
                values[2][TURNS / 2],
                values[2][0],
                values[2][TURNS - 1]);
    }

    private interface Counted {
        int frames();
    }

    /** Returns the seconds by the clock and those of the processor. */
    private static double[] timed(int frames, Counted work) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        long used = system.getProcessCpuTime();
        if (work.frames() != frames) {
            throw new IllegalStateException("not all of the " + frames + " frames came");
        }
        return new double[] {(System.nanoTime() - start) / NANOS, (system.getProcessCpuTime() - used) / NANOS};
    }

    private static int decode(Path driver) {
        int frames = 0;
        try (VideoReader reader = Backends.videos().openReader(driver)) {
            while (reader.nextPicture().isPresent()) {
                frames++;
            }
        }
        return frames;
    }

    private static int follow(Engine engine, Path driver) {
        int found = 0;
        try (PoseStream poses = engine.follow(Driver.video(driver), FaceChoice.largest(), new Cancellation())) {
            for (var pose = poses.next(); pose.isPresent(); pose = poses.next()) {
                found += pose.get().landmarks().isPresent() ? 1 : 0;
            }
        }
        return found;
    }

    private static int write(Path file, int noise) {
        List<Frame> moments = new ArrayList<>();
        try (TalkingHead head = TalkingHead.builder(Photo.of(SampleHead.PHOTO))
                        .framing(Framing.FULL_PHOTO)
                        .build();
                Stream<Frame> frames = head.animate(Driver.track(TRACK)).frames()) {
            frames.forEach(moments::add);
        }
        int count = moments.size();
        byte[] grain = grain(noise);
        Random random = new Random(16);
        VideoFormat format = new VideoFormat(WIDTH, HEIGHT, FRAMES_PER_SECOND);
        Frame wall = Resampler.resize(ImageFiles.read(SampleHead.PHOTO), WIDTH, HEIGHT);
        try (VideoWriter writer = Backends.videos().openWriter(file, format, null)) {
            for (int i = 0; i < count; i++) {
                Frame portrait = Resampler.resize(moments.get(i), HEIGHT, HEIGHT);
                writer.write(picture(wall, portrait, grain, random), i);
            }
            writer.finish();
        }
        return count;
    }

    private static byte[] grain(int noise) {
        byte[] grain = new byte[1 << 20];
        Random random = new Random(4);
        for (int i = 0; i < grain.length; i++) {
            grain[i] = (byte) (random.nextInt(2 * noise + 1) - noise);
        }
        return grain;
    }

    /** The portrait in the middle of the wall. Each row has a place of its own in the grain, for each frame another. */
    private static Frame picture(Frame wall, Frame portrait, byte[] grain, Random random) {
        byte[] rgb = wall.rgb().clone();
        int rowBytes = 3 * WIDTH;
        int left = 3 * Math.floorDiv(WIDTH - HEIGHT, 2);
        for (int y = 0; y < HEIGHT; y++) {
            int row = y * rowBytes;
            System.arraycopy(portrait.rgb(), 3 * HEIGHT * y, rgb, row + left, 3 * HEIGHT);
            int place = random.nextInt(grain.length - rowBytes);
            for (int i = 0; i < rowBytes; i++) {
                int value = (rgb[row + i] & 0xFF) + grain[place + i];
                rgb[row + i] = (byte) Math.max(0, Math.min(255, value));
            }
        }
        return Frame.of(WIDTH, HEIGHT, rgb);
    }
}
