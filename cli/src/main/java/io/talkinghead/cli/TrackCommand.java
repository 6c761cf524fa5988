package io.talkinghead.cli;

import io.talkinghead.Backends;
import io.talkinghead.Engine;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.internal.file.ReplacedFiles;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Records the motion of a face in a video. */
@Command(
        name = "track",
        description = "Record the landmarks of a face in a video, to be played with 'animate --driver track.json'.")
final class TrackCommand implements Callable<Integer> {
    @ParentCommand
    private TalkingHeadCommand root;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO", description = "The video file.")
    private Path video;

    @Option(names = "--out", required = true, description = "The track file to write, .json.")
    private Path out;

    @Mixin
    private final OutputArguments outputs = new OutputArguments();

    @Option(
            names = "--face",
            converter = FaceOption.class,
            defaultValue = "largest",
            description = "largest, central or a number from 0, the largest (default: largest).")
    private FaceChoice face;

    @Override
    public Integer call() {
        outputs.reads(video).checkFile(out);
        VideoFormat format;
        try (VideoReader reader = Backends.videos().openReader(video)) {
            format = reader.format();
        }
        LandmarkTrack track;
        try (Engine engine = Engine.open();
                WorkBar bar = new WorkBar(root.quiet())) {
            track = CancelOnExit.call(cancellation -> LandmarkTrack.record(
                    engine.follow(Driver.video(video), face, cancellation),
                    format.widthPx(),
                    format.heightPx(),
                    bar,
                    cancellation));
        }
        long found = track.frames().stream().filter(frame -> frame.isPresent()).count();
        if (found == 0) {
            throw new TalkingHeadException(
                    ErrorCode.DRIVER_WITHOUT_FACE,
                    "no face was found in the " + track.frames().size() + " frames of " + video
                            + "; use one that shows a face, larger and from the front");
        }
        ReplacedFiles.tell(out);
        track.write(out);
        spec.commandLine().getOut().println(out + ": " + track.frames().size() + " frames, " + found + " with a face");
        return 0;
    }
}
