package io.talkinghead;

import io.talkinghead.drive.Driver;
import io.talkinghead.drive.FrameStream.TimedFrame;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.file.InputFiles;
import io.talkinghead.internal.file.ReplacedFiles;
import io.talkinghead.internal.run.JavaMemory;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Faces of a {@link GroupPhoto} that follow drivers.
 *
 * <p><b>Errors:</b> as those of an {@link Animation} of each driver; {@link ErrorCode#CANCELLED} when the cancellation of the options is
 * cancelled.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GroupAnimation {
    private final GroupPhoto group;
    private final NavigableMap<Integer, Driver> drivers;
    private final AnimationOptions options;
    private final Cancellation cancellation;

    GroupAnimation(GroupPhoto group, NavigableMap<Integer, Driver> drivers, AnimationOptions options) {
        this.group = group;
        this.drivers = drivers;
        this.options = options;
        cancellation = options.cancellation().orElseGet(Cancellation::new);
    }

    /** Reads the motion of all drivers, and returns the frames as a sequential stream, which makes them as they are asked for. */
    public Stream<TimedFrame> timedFrames() {
        return frames(tracks());
    }

    /**
     * Writes a video file with the sound of the driver that gives the times: see {@link Animation#writeTo}.
     *
     * @param video a file that ends in mp4, webm or gif
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_IS_INPUT}, before any work, when the photo or a driver is that file; {@link
     *     ErrorCode#VIDEO_MODULE_MISSING} without the video module; {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be written;
     *     nothing half-written is left behind
     */
    public void writeTo(Path video) {
        InputFiles inputs = group.inputs();
        for (Driver driver : drivers.values()) {
            inputs = inputs.with(driver.files());
        }
        inputs.checkFile(video);
        ReplacedFiles.tell(video);
        JavaMemory.enoughFor("writing " + video, () -> {
            write(video);
            return video;
        });
    }

    private void write(Path video) {
        NavigableMap<Integer, LandmarkTrack> tracks = tracks();
        Frame rest = group.render(Map.of());
        double rate = tracks.firstEntry().getValue().framesPerSecond();
        VideoFormat format = new VideoFormat(rest.widthPx(), rest.heightPx(), rate);
        Path sound = drivers.firstEntry().getValue().sound().orElse(null);
        try (VideoWriter writer = Backends.videos().openWriter(video, format, sound);
                Stream<TimedFrame> frames = frames(tracks)) {
            frames.forEach(frame -> writer.write(
                    frame.frame(), frame.time().start(), frame.time().length()));
            writer.finish();
        }
    }

    private NavigableMap<Integer, LandmarkTrack> tracks() {
        NavigableMap<Integer, LandmarkTrack> tracks = new TreeMap<>();
        AnimationOptions recorded = options.withCancellation(cancellation);
        drivers.forEach((face, driver) ->
                tracks.put(face, group.head(face).animate(driver, recorded).track()));
        return tracks;
    }

    private Stream<TimedFrame> frames(NavigableMap<Integer, LandmarkTrack> tracks) {
        Map<Integer, Following> followed = new HashMap<>();
        tracks.forEach((face, track) -> followed.put(face, new Following(track)));
        LandmarkTrack first = tracks.firstEntry().getValue();
        Steps rendered =
                Steps.of(Stage.RENDERING, OptionalLong.of(first.frames().size()), options.progress());
        return first.times().stream().map(time -> {
            cancellation.check("the animation");
            TimedFrame frame = new TimedFrame(time, render(followed, time));
            rendered.done();
            return frame;
        });
    }

    private Frame render(Map<Integer, Following> followed, FrameTime time) {
        Map<Integer, Landmarks> moved = new HashMap<>();
        followed.forEach((face, track) ->
                moved.put(face, track.at(time.start(), group.head(face).neutralLandmarks())));
        return group.render(moved);
    }

    /** A track that is read forwards; where it shows no face, the face before holds. */
    private static final class Following {
        private final LandmarkTrack track;
        private int next;
        private @Nullable Landmarks last;

        Following(LandmarkTrack track) {
            this.track = track;
        }

        Landmarks at(Duration time, Landmarks otherwise) {
            while (next < track.frames().size()
                    && track.times().get(next).start().compareTo(time) <= 0) {
                last = track.frames().get(next).isPresent()
                        ? track.frames().get(next).get()
                        : last;
                next++;
            }
            return last == null ? otherwise : last;
        }
    }
}
