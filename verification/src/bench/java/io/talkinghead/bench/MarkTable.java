package io.talkinghead.bench;

import io.talkinghead.Animation;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.marks.Detection;
import io.talkinghead.marks.Marks;
import io.talkinghead.person.Photo;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints how often the watermark is found, and a payload read, after what happens to pictures and videos; and how often it is found where
 * there is none.
 *
 * <p>Arguments: how many frames (200), how many clips (20; neither where both are 0), and a folder of pictures without the mark, with how many of them to look at.
 * Clips need an {@code ffmpeg} with libx264 on the path.
 */
public final class MarkTable {
    private static final Path TRACK = SampleHead.PHOTO.resolveSibling("demo-track.json");
    private static final List<String> PORTRAITS = List.of("astronaut.png", "joconde.jpg");
    private static final int SIZE = 512;
    private static final int CLIP_FRAMES = 48;
    private static final int REPORTED = 1000;
    private static final int PAYLOAD = 0x1234_ABCD;

    private MarkTable() {}

    /** Prints the tables. */
    public static void main(String[] args) throws Exception {
        int frames = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        int clips = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        List<Marks> kinds = List.of(Marks.standard(), Marks.standard().withPayload(PAYLOAD));
        for (Marks marks : frames + clips == 0 ? List.<Marks>of() : kinds) {
            List<List<Frame>> heads = new ArrayList<>();
            for (String portrait : PORTRAITS) {
                heads.add(rendered(portrait, marks));
            }
            printPictures(marks, heads, frames);
            printClips(marks, heads, clips);
        }
        if (args.length > 3) {
            printUnmarked(Path.of(args[2]), Integer.parseInt(args[3]));
        }
    }

    private static List<Frame> rendered(String portrait, Marks marks) {
        try (TalkingHead head = TalkingHead.builder(Photo.of(SampleHead.PHOTO.resolveSibling(portrait)))
                        .size(SIZE)
                        .marks(marks)
                        .build();
                Animation animation = head.animate(Driver.track(TRACK));
                Stream<Frame> frames = animation.frames()) {
            return frames.toList();
        }
    }

    private static void printPictures(Marks marks, List<List<Frame>> heads, int count) {
        Map<String, Score> scores = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            List<Frame> head = heads.get(i % heads.size());
            Frame frame = head.get(i * head.size() / count);
            MarkTreatments.ofPicture(frame).forEach((name, treated) -> scores.computeIfAbsent(name, key -> new Score())
                    .add(Marks.detect(treated)));
        }
        print(marks + ", " + count + " frames", scores);
    }

    private static void printClips(Marks marks, List<List<Frame>> heads, int count) throws IOException, InterruptedException {
        Map<String, Score> scores = new LinkedHashMap<>();
        Path folder = Files.createTempDirectory("marks");
        for (int i = 0; i < count; i++) {
            List<Frame> head = heads.get(i % heads.size());
            int from = (head.size() - CLIP_FRAMES) * i / count;
            for (Map.Entry<String, Path> clip : MarkTreatments.ofClip(head.subList(from, from + CLIP_FRAMES), folder)
                    .entrySet()) {
                scores.computeIfAbsent(clip.getKey(), key -> new Score()).add(Marks.detect(clip.getValue()));
                Files.delete(clip.getValue());
            }
        }
        Files.delete(folder);
        print(marks + ", " + count + " clips of " + CLIP_FRAMES + " frames", scores);
    }

    private static void printUnmarked(Path folder, int count) throws IOException {
        Map<String, Score> scores = new LinkedHashMap<>();
        Score pictures = new Score();
        scores.put("pictures", pictures);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(ImageFiles::isPicture).sorted().limit(count).toList()) {
                pictures.add(Marks.detect(ImageFiles.read(file)));
                if (pictures.looked % REPORTED == 0) {
                    print("not marked, so far", scores);
                }
            }
        }
        scores.put("noise, gradients, stripes", new Score());
        for (int i = 0; i < count / 10; i++) {
            scores.get("noise, gradients, stripes").add(Marks.detect(MarkTreatments.drawn(i)));
        }
        print("not marked", scores);
    }

    private static void print(String what, Map<String, Score> scores) {
        PrintStream out = System.out;
        out.println(what);
        out.println("treatment | found | payload read | weakest bound on a false alarm | strongest");
        scores.forEach((name, score) -> out.printf(
                Locale.ROOT,
                "%s | %d of %d | %d | %.0e | %.0e%n",
                name,
                score.found,
                score.looked,
                score.read,
                score.weakest,
                score.strongest));
        out.flush();
    }

    private static final class Score {
        private int looked;
        private int found;
        private int read;
        private double weakest;
        private double strongest = 1;

        void add(Detection detection) {
            looked++;
            found += detection.watermark() ? 1 : 0;
            read += detection.payload().isPresent() && detection.payload().getAsInt() == PAYLOAD ? 1 : 0;
            weakest = Math.max(weakest, detection.falseAlarm());
            strongest = Math.min(strongest, detection.falseAlarm());
        }
    }
}
