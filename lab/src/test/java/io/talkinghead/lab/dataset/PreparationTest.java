package io.talkinghead.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Box;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.testkit.DrawnFaceAnalyzer;
import io.talkinghead.testkit.DrawnFaces;
import io.talkinghead.testkit.DrawnVideo;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import io.talkinghead.work.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
    private static final PreparationOptions OPTIONS =
            PreparationOptions.defaults().withThreads(2).withResolution(64).withFrames(2, 12);

    @TempDir
    private Path folder;

    private Path in;
    private Path out;
    private final DrawnFaceAnalyzer analyzer = new DrawnFaceAnalyzer();
    private final List<String> skipped = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private final List<Progress> progress = new ArrayList<>();

    @BeforeEach
    void makeFolders() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        out = folder.resolve("out");
    }

    @Test
    void run_everyShapeOfFolder_namesIdentitiesAndClipsByIt() throws IOException {
        video("solo.mp4", "20 10 1 -1");
        video("id1/talk.mp4", "20 10 1 -1");
        video("id2/clipA/00001.mp4", "20 10 1 -1");
        video("id2/clipA/00002.mp4", "20 10 1 -1");
        pictures("id3", 3, 0);
        pictures("id4/clip x", 3, 0);
        Files.writeString(in.resolve("id4/readme.txt"), "nothing to see");
        PreparationSummary summary = prepare(OPTIONS);
        assertThat(summary.identities()).isEqualTo(5);
        assertThat(summary.clips()).isEqualTo(6);
        assertThat(summary.rejected()).isEmpty();
        List<String> clips = new ArrayList<>();
        Dataset.open(out)
                .identities()
                .forEach(identity -> identity.clips()
                        .forEach(clip -> clips.add(identity.name() + "/" + clip.name() + " from " + clip.source())));
        assertThat(clips.get(5)).startsWith("solo/solo from solo.mp4");
        assertThat(clips.subList(0, 4))
                .containsExactly(
                        "id1/talk from id1/talk.mp4",
                        "id2/clipA_00001 from id2/clipA/00001.mp4",
                        "id2/clipA_00002 from id2/clipA/00002.mp4",
                        "id3/id3 from id3");
        assertThat(clips.get(4)).matches("id4/clip_x-[0-9a-f]{8} from id4/clip x");
        assertThat(ImageFiles.read(out.resolve("contact-sheet.png")).widthPx()).isGreaterThan(500);
        assertThat(new ObjectMapper()
                        .readTree(out.resolve("summary.json").toFile())
                        .path("frames")
                        .asInt())
                .isEqualTo(summary.frames());
    }

    @Test
    void run_movingFace_keepsOneCropAndPutsLandmarksWhereTheFaceIs() throws IOException {
        video("a.mp4", "12 10 1.5 -1");
        prepare(OPTIONS);
        DatasetClip clip = onlyClip();
        assertThat(clip.frames()).isEqualTo(12);
        double step =
                clip.landmarks(1).box().centerX() - clip.landmarks(0).box().centerX();
        for (int i = 0; i < clip.frames(); i++) {
            Box found = analyzer.analyze(clip.picture(i)).get(0).box();
            Landmarks stored = clip.landmarks(i);
            assertThat(found.centerX()).isCloseTo(stored.box().centerX(), within(1.0));
            assertThat(found.centerY()).isCloseTo(stored.box().centerY(), within(1.0));
            // Constant for the clip: the face moves through the crop evenly.
            double expected = clip.landmarks(0).box().centerX() + i * step;
            assertThat(stored.box().centerX()).isCloseTo(expected, within(0.9));
        }
        // Side = 1.9 x the face: the face fills 64 / 1.9 pixels.
        assertThat(clip.landmarks(0).box().width()).isCloseTo(64 / 1.9, within(1.0));
        assertThat(clip.time(3).toMillis()).isEqualTo(300);
    }

    @Test
    void run_headThatLeavesTheCrop_givesSeveralClips() throws IOException {
        video("a.mp4", "12 10 10 -1");
        prepare(OPTIONS);
        List<DatasetClip> clips = Dataset.open(out).identities().get(0).clips();
        assertThat(clips).extracting(DatasetClip::name).contains("a", "a-2");
        assertThat(clips.stream().mapToInt(DatasetClip::frames).sum()).isEqualTo(12);
        for (DatasetClip clip : clips) {
            for (int i = 0; i < clip.frames(); i++) {
                Box box = clip.landmarks(i).box();
                assertThat(box.x()).isNotNegative();
                assertThat(box.x() + box.width()).isLessThanOrEqualTo(64);
            }
        }
    }

    @Test
    void run_fastAndLongVideo_isThinnedEvenly() throws IOException {
        video("fast.mp4", "30 30 0.5 -1");
        video("long.mp4", "600 10 0.05 -1");
        prepare(OPTIONS);
        Dataset dataset = Dataset.open(out);
        DatasetClip fast = dataset.identities().get(0).clips().get(0);
        assertThat(fast.frames()).isEqualTo(10);
        assertThat(fast.time(9).toMillis()).isEqualTo(900);
        DatasetClip longer = dataset.identities().get(1).clips().get(0);
        assertThat(longer.frames()).isEqualTo(12);
        assertThat(longer.time(11).toMillis()).isEqualTo(55_000);
    }

    @Test
    void run_secondFaceInTheVideo_followsTheFirstOne() throws IOException {
        for (int i = 0; i < 6; i++) {
            // A second face of another colour grows larger than the one first seen.
            Frame frame = withSecondFace(DrawnFaces.picture(200, 100, 50 + i, 50, 16), 150, 50, 8 + 3 * i);
            ImageFiles.write(in.resolve("id/c/" + i + ".png"), frame);
        }
        prepare(OPTIONS);
        DatasetClip clip = onlyClip();
        assertThat(clip.frames()).isEqualTo(6);
        for (int i = 0; i < 6; i++) {
            Box box = clip.landmarks(i).box();
            int x = (int) box.centerX();
            int y = (int) box.centerY();
            assertThat(clip.picture(i).sample(x, y, 0)).isGreaterThan(180);
            assertThat(clip.picture(i).sample(x, y, 2)).isLessThan(120);
        }
    }

    @Test
    void run_truncatedPictureAndOneWithoutAFace_areLeftOutAndTheFirstReported() throws IOException {
        pictures("id/c", 6, 0);
        Path damaged = in.resolve("id/c/2.jpg");
        byte[] bytes = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));
        ImageFiles.write(in.resolve("id/c/4.jpg"), Frame.of(200, 100, new byte[3 * 200 * 100]));
        PreparationSummary summary = prepare(OPTIONS);
        DatasetClip clip = onlyClip();
        assertThat(clip.frames()).isEqualTo(4);
        assertThat(clip.time(3).toMillis()).isEqualTo(5 * 40);
        assertThat(summary.problems()).containsOnlyKeys("id/c");
        assertThat(summary.problems().get("id/c")).contains("2.jpg").contains("TH-101");
        assertThat(skipped).hasSize(1);
    }

    @Test
    void run_videoDamagedHalfWay_usesWhatComesBefore() throws IOException {
        video("a.mp4", "12 10 1 7");
        PreparationSummary summary = prepare(OPTIONS);
        assertThat(onlyClip().frames()).isEqualTo(7);
        assertThat(summary.problems().get("a.mp4")).contains("TH-201");
    }

    @Test
    void run_videoWithDamagedPictures_tellsTheirNumberOnce() throws IOException {
        video("a.mp4", "12 10 1 -1 3");
        PreparationSummary summary = prepare(OPTIONS);
        assertThat(onlyClip().frames()).isEqualTo(12);
        assertThat(summary.problems()).containsExactly(Map.entry("a.mp4", "3 damaged pictures were passed over"));
        assertThat(skipped).hasSize(1);
    }

    @Test
    void run_badSources_areRejectedOnceAndNotTriedAgain() throws IOException {
        video("good.mp4", "12 10 1 -1");
        video("bad.mp4", "no video");
        ImageFiles.write(in.resolve("photo/one.png"), DrawnFaces.picture(200, 100, 60, 50, 16));
        ImageFiles.write(in.resolve("empty/a.png"), Frame.of(200, 100, new byte[3 * 200 * 100]));
        PreparationSummary first = prepare(OPTIONS);
        assertThat(first.rejected()).containsOnlyKeys("bad.mp4", "photo", "empty");
        assertThat(first.rejected().get("bad.mp4")).contains("TH-201");
        assertThat(first.rejected().get("photo")).contains("2 frames");
        assertThat(first.rejected().get("empty")).contains("no face");
        assertThat(rejected).containsExactlyInAnyOrder("bad.mp4", "photo", "empty");
        assertThat(progress.get(3))
                .isEqualTo(new Progress(Stage.PREPARING, 4, OptionalLong.of(4), Optional.of(Duration.ZERO)));
        int calls = analyzer.calls.get();
        assertThat(prepare(OPTIONS).rejected()).isEqualTo(first.rejected());
        assertThat(analyzer.calls).hasValue(calls);
        Files.delete(out.resolve("rejected.jsonl"));
        prepare(PreparationOptions.defaults().withThreads(1).withResolution(64).withFrames(1, 12));
        assertThat(Dataset.open(out).identities())
                .extracting(DatasetIdentity::name)
                .contains("photo");
    }

    @Test
    void run_otherFolderAndOtherThreads_givesTheSameBytes() throws IOException {
        for (int i = 0; i < 6; i++) {
            video("good" + i + ".mp4", "12 10 " + 2 * i + " -1");
            video("bad" + i + ".mp4", "no video");
        }
        video("half.mp4", "12 10 1 7");
        // Long, so that others are done before it.
        video("0.mp4", "600 10 0.05 -1");
        pictures(".", 3, 0);
        Files.writeString(in.resolve("2.jpg"), "no picture");
        prepare(OPTIONS.withThreads(1));
        assertThat(Files.readAllLines(out.resolve("rejected.jsonl")))
                .isSorted()
                .hasSize(6)
                .noneMatch(line -> line.contains(folder.toString()));
        Map<String, String> first = contents(out);
        Path moved = Files.move(in, folder.resolve("in-another-place"));
        in = Files.createDirectories(folder.resolve("deeper")).resolve("in");
        Files.move(moved, in);
        out = folder.resolve("second");
        prepare(OPTIONS.withThreads(4));
        assertThat(contents(out)).isEqualTo(first);
    }

    @Test
    void run_halfALineOfRejections_triesThatSourceAgain() throws IOException {
        video("good.mp4", "12 10 1 -1");
        video("bad.mp4", "no video");
        prepare(OPTIONS);
        Path file = out.resolve("rejected.jsonl");
        Files.writeString(file, Files.readString(file).substring(0, 20));
        assertThat(prepare(OPTIONS).rejected()).containsOnlyKeys("bad.mp4");
        assertThat(prepare(OPTIONS).rejected()).containsOnlyKeys("bad.mp4");
    }

    @Test
    void run_rejectionCutWithinALetter_triesThatSourceAgain() throws IOException {
        video("good.mp4", "12 10 1 -1");
        video("b\u00e4d.mp4", "no video");
        prepare(OPTIONS);
        Path file = out.resolve("rejected.jsonl");
        byte[] bytes = Files.readAllBytes(file);
        int letter = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\u00c3');
        assertThat(letter).isPositive();
        Files.write(file, Arrays.copyOf(bytes, letter + 1));
        assertThat(prepare(OPTIONS).rejected()).containsOnlyKeys("b\u00e4d.mp4");
    }

    @Test
    void run_interruptedHalfWay_goesOnToTheSameDataset() throws IOException {
        for (int i = 0; i < 8; i++) {
            video("v" + i + ".mp4", "12 10 " + i + " -1");
        }
        prepare(PreparationOptions.defaults().withThreads(1).withResolution(64).withFrames(2, 12));
        Map<String, String> expected = contents(out);
        Path other = folder.resolve("other");
        Cancellation cancellation = new Cancellation();
        PreparationListener listener = state -> {
            if (state.done() >= 3) {
                cancellation.cancel();
            }
        };
        Preparation preparation = new Preparation(analyzer, DrawnVideo::open, OPTIONS);
        assertThatThrownBy(() -> preparation.run(in, other, listener, cancellation))
                .hasMessageContaining("TH-502");
        int there = Dataset.open(other).identities().size();
        assertThat(there).isBetween(3, 7);
        progress.clear();
        preparation.run(in, other, progress::add, new Cancellation());
        assertThat(progress).hasSize(8 - there);
        assertThat(progress.get(0).done()).isEqualTo(there + 1);
        assertThat(contents(other)).isEqualTo(expected);
    }

    @Test
    void run_threadInterrupted_isCancelledAndStaysInterrupted() throws IOException {
        video("a.mp4", "12 10 1 -1");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> prepare(OPTIONS)).hasMessageContaining("TH-502");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(prepare(OPTIONS).clips()).isEqualTo(1);
    }

    @Test
    void run_engineFailure_endsWithItAndRejectsNothing() throws IOException {
        video("a.mp4", "12 10 1 -1");
        Preparation preparation = new Preparation(
                analyzer,
                file -> {
                    throw new TalkingHeadException(ErrorCode.VIDEO_MODULE_MISSING, "no module");
                },
                OPTIONS);
        assertThatThrownBy(() -> preparation.run(in, out, PreparationListener.NONE, new Cancellation()))
                .hasMessageContaining("TH-202");
        assertThat(out.resolve("rejected.jsonl")).doesNotExist();
        assertThat(prepare(OPTIONS).clips()).isEqualTo(1);
    }

    @Test
    void run_nothingToPrepare_saysSo() {
        assertThatThrownBy(() -> prepare(OPTIONS)).hasMessageContaining("no video and no picture");
        assertThatThrownBy(() -> new Preparation(analyzer, DrawnVideo::open, OPTIONS)
                        .run(in.resolve("nowhere"), out, PreparationListener.NONE, new Cancellation()))
                .hasMessageContaining("nowhere");
    }

    private PreparationSummary prepare(PreparationOptions options) {
        PreparationListener listener = new PreparationListener() {
            @Override
            public void progressed(Progress state) {
                progress.add(state);
            }

            @Override
            public void rejected(String source, String reason) {
                rejected.add(source);
            }

            @Override
            public void skipped(String source, String reason) {
                skipped.add(source);
            }
        };
        return new Preparation(analyzer, DrawnVideo::open, options).run(in, out, listener, new Cancellation());
    }

    private DatasetClip onlyClip() {
        return Dataset.open(out).identities().get(0).clips().get(0);
    }

    private void video(String name, String content) throws IOException {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void pictures(String name, int count, double step) {
        for (int i = 0; i < count; i++) {
            ImageFiles.write(in.resolve(name).resolve(i + ".jpg"), DrawnFaces.picture(200, 100, 60 + i * step, 50, 16));
        }
    }

    private static Frame withSecondFace(Frame frame, int centerX, int centerY, int radius) {
        byte[] rgb = frame.rgb().clone();
        for (int y = 0; y < frame.heightPx(); y++) {
            for (int x = 0; x < frame.widthPx(); x++) {
                if (Math.hypot(x - centerX, y - centerY) < radius) {
                    int at = 3 * (y * frame.widthPx() + x);
                    rgb[at] = 20;
                    rgb[at + 1] = 100;
                    rgb[at + 2] = (byte) 240;
                }
            }
        }
        return Frame.of(frame.widthPx(), frame.heightPx(), rgb);
    }

    private static Map<String, String> contents(Path dataset) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dataset)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(dataset.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
