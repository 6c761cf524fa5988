package io.talkinghead.bench;

import io.talkinghead.Animation;
import io.talkinghead.TalkingHead;
import io.talkinghead.cli.TalkingHeadCommand;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.ContactSheet;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Makes the documentation's pictures of the default model again: {@code strip.jpg}, {@code contact-sheet.jpg},
 * {@code blink.jpg}, {@code parameters.jpg} and {@code failures.jpg}. The argument is the folder to write to. Both sample portraits follow the sample
 * motion, each from one photo.
 */
public final class DocPictures {
    static final List<String> PORTRAITS = List.of("astronaut.png", "joconde.jpg");
    private static final int SIZE_PX = 384;
    private static final int STRIP_CELL_PX = 234;
    private static final int BLINK_CELL_PX = 176;
    private static final int FAILURE_CELL_PX = 168;
    private static final int PARAMETER_CELL_PX = 132;

    private final DocFolder folder;
    private final LandmarkTrack track = LandmarkTrack.read(sample("demo-track.json"));
    private final PictureStrip strip = new PictureStrip(STRIP_CELL_PX);
    private final PictureStrip blink = new PictureStrip(BLINK_CELL_PX);
    private final ContactSheet parameters = new ContactSheet(PARAMETER_CELL_PX);
    private final ContactSheet failures = new ContactSheet(FAILURE_CELL_PX);

    private DocPictures(DocFolder folder) {
        this.folder = folder;
    }

    /** See above. */
    public static void main(String[] args) throws IOException {
        DocPictures pictures = new DocPictures(new DocFolder(Path.of(args[0])));
        for (String portrait : PORTRAITS) {
            pictures.add(portrait);
        }
        pictures.folder.write("strip.jpg", pictures.strip.draw());
        pictures.folder.write("blink.jpg", pictures.blink.draw());
        pictures.folder.write("parameters.jpg", pictures.parameters.draw());
        pictures.folder.write("failures.jpg", pictures.failures.draw());
        pictures.folder.write("contact-sheet.jpg", contactSheet());
    }

    static Path sample(String name) {
        return SampleHead.PHOTO.resolveSibling(name);
    }

    private void add(String portrait) {
        TrackMoments moments = TrackMoments.of(track);
        try (TalkingHead head =
                TalkingHead.builder(Photo.of(sample(portrait))).size(SIZE_PX).build()) {
            List<Frame> frames = new ArrayList<>();
            try (Animation animation = head.animate(Driver.track(track))) {
                animation.forEach(frames::add);
            }
            Landmarks neutral = head.neutralLandmarks();
            List<Frame> telling = new ArrayList<>();
            telling.add(head.render(neutral));
            moments.telling().forEach(moment -> telling.add(frames.get(moment)));
            strip.addRow(telling);
            blink.addRow(moments.blink().stream().map(frames::get).toList());
            addParameters(head, neutral);
            addPoses(head, neutral);
            addSentence(frames, moments.sentence());
        }
    }

    private void addParameters(TalkingHead head, Landmarks neutral) {
        parameters.row();
        parameters.add("as in the photo", head.render(neutral));
        for (ShownParameter shown : ShownParameter.row()) {
            parameters.add(shown.label(), head.render(shown.parameters().applyTo(neutral)));
        }
    }

    private void addPoses(TalkingHead head, Landmarks neutral) {
        failures.row();
        for (FailurePose pose : FailurePose.values()) {
            // The last one leads the second row, as both are then of one length.
            if (pose == FailurePose.EYES_SHUT) {
                failures.row();
            }
            failures.add(pose.label(), head.render(pose.of(neutral)));
        }
    }

    private void addSentence(List<Frame> frames, List<Integer> sentence) {
        for (int moment : sentence) {
            double seconds = moment / track.framesPerSecond();
            failures.add(String.format(Locale.ROOT, "speaking, %.2f s", seconds), frames.get(moment));
        }
    }

    /** Returns the sheet that {@code talkinghead demo} makes. */
    private static Frame contactSheet() throws IOException {
        Path demo = Files.createTempDirectory("demo");
        try {
            int ended = TalkingHeadCommand.commandLine().execute("demo", "--quiet", "--out", demo.toString());
            if (ended != 0) {
                throw new IllegalStateException("talkinghead demo ended with " + ended);
            }
            return ImageFiles.read(demo.resolve("contact-sheet.png"));
        } finally {
            delete(demo);
        }
    }

    private static void delete(Path demo) throws IOException {
        try (Stream<Path> files = Files.list(demo)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(demo);
    }
}
