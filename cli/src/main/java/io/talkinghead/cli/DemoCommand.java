package io.talkinghead.cli;

import io.talkinghead.Animation;
import io.talkinghead.AnimationOptions;
import io.talkinghead.Backends;
import io.talkinghead.TalkingHead;
import io.talkinghead.conditioning.LandmarkPicture;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.ContactSheet;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Planes;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.internal.file.ReplacedFiles;
import io.talkinghead.marks.Marks;
import io.talkinghead.person.Photo;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import io.talkinghead.work.Progress;
import io.talkinghead.work.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lets the two sample portraits follow the sample motion. */
@Command(
        name = "demo",
        description = "Let two sample portraits follow six seconds of real motion: demo.mp4 and contact-sheet.png.")
final class DemoCommand implements Callable<Integer> {
    private static final List<String> PORTRAITS = List.of("astronaut.png", "joconde.jpg");
    private static final String TRACK = "demo-track.json";
    private static final int SIZE_PX = 512;
    private static final int CELL_PX = 232;

    @ParentCommand
    private TalkingHeadCommand root;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", defaultValue = "out", description = "The folder to write to (default: out).")
    private Path out;

    @Mixin
    private final OutputArguments outputs = new OutputArguments();

    @Override
    public Integer call() throws IOException {
        outputs.checkFolder(out);
        ReplacedFiles.tell(out);
        Path samples = Files.createTempDirectory("talkinghead-demo");
        try {
            LandmarkTrack track = LandmarkTrack.read(unpack(TRACK, samples));
            List<List<Frame>> heads = new ArrayList<>();
            for (String portrait : PORTRAITS) {
                heads.add(animate(portrait, track));
            }
            List<Frame> motion = landmarkPictures(track);
            writeVideo(motion, heads, track.framesPerSecond());
            writeSheet(motion, heads, track);
        } finally {
            delete(samples);
        }
        spec.commandLine()
                .getOut()
                .println("written: " + out.resolve("demo.mp4") + ", " + out.resolve("contact-sheet.png"));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static Path unpack(String name, Path folder) throws IOException {
        try (InputStream in = DemoCommand.class.getResourceAsStream("/samples/" + name)) {
            Path file = folder.resolve(name);
            Files.copy(Objects.requireNonNull(in, name), file);
            return file;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static Photo photo(String name) throws IOException {
        try (InputStream in = DemoCommand.class.getResourceAsStream("/samples/" + name)) {
            return Photo.read(Objects.requireNonNull(in, name), name);
        }
    }

    private List<Frame> animate(String portrait, LandmarkTrack track) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (TalkingHead head =
                        TalkingHead.builder(photo(portrait)).size(SIZE_PX).build();
                WorkBar bar = new WorkBar(root.quiet());
                Animation animation = head.animate(
                        Driver.track(track), AnimationOptions.defaults().withProgress(bar))) {
            frames.add(head.render(head.neutralLandmarks()));
            animation.forEach(frames::add);
        }
        return frames;
    }

    /** Draws the driver's landmarks in a crop that stays. */
    private static List<Frame> landmarkPictures(LandmarkTrack track) {
        List<Frame> pictures = new ArrayList<>();
        Landmarks last = track.frames().stream()
                .flatMap(frame -> frame.stream())
                .findFirst()
                .orElseThrow();
        SquareCrop crop = CropRule.squareAround(last);
        float[] planes = new float[3 * SIZE_PX * SIZE_PX];
        for (var frame : track.frames()) {
            last = frame.orElse(last);
            LandmarkPicture.draw(CropRule.intoCrop(last, crop, SIZE_PX), SIZE_PX, planes);
            pictures.add(Planes.toFrame(planes, SIZE_PX));
        }
        return pictures;
    }

    private void writeVideo(List<Frame> motion, List<List<Frame>> heads, double framesPerSecond) {
        VideoFormat format = new VideoFormat(SIZE_PX * (1 + heads.size()), SIZE_PX, framesPerSecond);
        try (WorkBar bar = new WorkBar(root.quiet());
                VideoWriter writer = Backends.videos().openWriter(out.resolve("demo.mp4"), format, null)) {
            for (int i = 0; i < motion.size(); i++) {
                List<Frame> parts = new ArrayList<>();
                parts.add(motion.get(i));
                for (List<Frame> head : heads) {
                    parts.add(head.get(i + 1));
                }
                writer.write(sideBySide(parts), i);
                bar.progressed(new Progress(Stage.RENDERING, i + 1L, OptionalLong.of(motion.size()), Optional.empty()));
            }
            writer.finish();
        }
    }

    private static Frame sideBySide(List<Frame> parts) {
        int row = 3 * SIZE_PX;
        byte[] rgb = new byte[row * SIZE_PX * parts.size()];
        for (int p = 0; p < parts.size(); p++) {
            for (int y = 0; y < SIZE_PX; y++) {
                System.arraycopy(parts.get(p).rgb(), y * row, rgb, (y * parts.size() + p) * row, row);
            }
        }
        Frame together = Frame.of(SIZE_PX * parts.size(), SIZE_PX, rgb);
        return parts.stream()
                .flatMap(part -> part.synthesis().stream())
                .findFirst()
                .map(together::withSynthesis)
                .orElse(together);
    }

    private void writeSheet(List<Frame> motion, List<List<Frame>> heads, LandmarkTrack track) {
        ContactSheet sheet = new ContactSheet(CELL_PX);
        List<TellingFrames.Moment> shown = TellingFrames.of(track);
        sheet.row();
        sheet.add("motion", motion.get(0));
        for (TellingFrames.Moment moment : shown) {
            double seconds = moment.frame() / track.framesPerSecond();
            sheet.add(String.format(Locale.ROOT, "%s, %.1f s", moment.what(), seconds), motion.get(moment.frame()));
        }
        for (int i = 0; i < heads.size(); i++) {
            sheet.row();
            sheet.add("photo", heads.get(i).get(0));
            for (TellingFrames.Moment moment : shown) {
                sheet.add("", heads.get(i).get(moment.frame() + 1));
            }
        }
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The frames' own watermarks are too small in it.
        Frame drawn = Marks.standard().mark(sheet.draw());
        ImageFiles.write(
                out.resolve("contact-sheet.png"),
                heads.get(0).get(0).synthesis().map(drawn::withSynthesis).orElse(drawn));
    }
}
