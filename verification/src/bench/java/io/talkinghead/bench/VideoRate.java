package io.talkinghead.bench;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.talkinghead.Animation;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.image.Frame;
import io.talkinghead.engine.Precision;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Photo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Prints how many frames a second come out of a head that follows a video file: decoding it, following the face, adapting the
 * motion and rendering with the watermark; nothing is encoded. Last with all that can be asked for: the whole photo of 512 x 512
 * pixels in each frame, written as an MP4 file with its marks. The video is made first, of the sample portrait with the sample motion.
 *
 * <p>Sizes and precisions take turns; median and quartiles over the turns.
 */
public final class VideoRate {
    private static final Path TRACK = SampleHead.PHOTO.resolveSibling("demo-track.json");
    private static final int[] SIZES = {256, 512};
    private static final int TURNS = 7;
    private static final double NANOS = 1e9;

    private VideoRate() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("video");
        Path driver = folder.resolve("driver.mp4");
        try {
            try (TalkingHead head = sample().size(256).build();
                    Animation animation = head.animate(Driver.track(TRACK))) {
                animation.writeTo(driver);
            }
            print(contenders(folder.resolve("written.mp4")), driver, LandmarkTrack.read(TRACK).frames().size());
        } finally {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private static List<Contender> contenders(Path written) {
        List<Contender> contenders = new ArrayList<>();
        for (int size : SIZES) {
            for (Precision precision : Precision.values()) {
                TalkingHead head = sample().size(size).precision(precision).build();
                contenders.add(new Contender(size + " px, " + precision, head, VideoRate::show));
            }
        }
        TalkingHead whole = sample().framing(Framing.FULL_PHOTO).build();
        contenders.add(new Contender("the whole photo, written", whole, animation -> animation.writeTo(written)));
        return contenders;
    }

    private static void show(Animation animation) {
        try (Stream<Frame> frames = animation.frames()) {
            long bytes = frames.mapToLong(frame -> frame.rgb().length).sum();
            checkState(bytes > 0, "the video has no frames");
        }
    }

    private static void print(List<Contender> contenders, Path driver, int frames) {
        double[][] rates = new double[contenders.size()][TURNS];
        for (int turn = -1; turn < TURNS; turn++) {
            for (int i = 0; i < contenders.size(); i++) {
                double rate = frames / contenders.get(i).seconds(driver);
                // The first turn warms up.
                if (turn >= 0) {
                    rates[i][turn] = rate;
                }
            }
        }
        for (int i = 0; i < contenders.size(); i++) {
            Arrays.sort(rates[i]);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f frames a second (%.1f-%.1f)%n",
                    contenders.get(i).name,
                    rates[i][TURNS / 2],
                    rates[i][TURNS / 4],
                    rates[i][TURNS - 1 - TURNS / 4]);
            contenders.get(i).head.close();
        }
    }

    private static TalkingHead.Builder sample() {
        return TalkingHead.builder(Photo.of(SampleHead.PHOTO));
    }

    /** A head and what becomes of its frames. */
    private record Contender(String name, TalkingHead head, Consumer<Animation> use) {
        double seconds(Path driver) {
            long start = System.nanoTime();
            try (Animation animation = head.animate(Driver.video(driver))) {
                use.accept(animation);
            }
            return (System.nanoTime() - start) / NANOS;
        }
    }
}
