package io.talkinghead.internal.play;

import io.talkinghead.drive.Driver;
import io.talkinghead.drive.DriverContext;
import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.FaceFollower;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the faces of drivers.
 *
 * @param analyzer finds them
 * @param choice which of several is meant
 * @param videos opens a video file, or throws where no video module is on the class path
 * @param played who is moved, if anyone is
 * @param cancellation ends the playing
 */
public record DriverFaces(
        FaceAnalyzer analyzer,
        FaceChoice choice,
        Function<Path, VideoReader> videos,
        Optional<PlayedPerson> played,
        Cancellation cancellation)
        implements DriverContext {
    @Override
    public FrameStream video(Path file) {
        return new VideoFrames(file, videos.apply(file));
    }

    @Override
    public PoseStream follow(FrameStream frames) {
        FaceFollower follower = new FaceFollower(analyzer, choice);
        if (frames.isLive()) {
            return TrackedPoses.of(frames, follower);
        }
        // Of large pictures only a part is made, which the one before tells.
        return new AheadPoses(
                frames instanceof VideoFrames video && WindowedPicture.pays(video.widthPx(), video.heightPx())
                        ? TrackedPoses.windowed(video, analyzer, follower)
                        : TrackedPoses.readAhead(frames, follower));
    }

    @Override
    public Optional<Landmarks> person() {
        return played.map(PlayedPerson::neutral);
    }

    @Override
    public PoseStream placed(Driver driver) {
        PlayedPerson person = played.orElseThrow(
                () -> new IllegalStateException("nobody is moved: animate a head with " + driver.name()));
        return new PlacedPoses(driver.open(this), person.neutral(), person.rulesFor(driver), cancellation);
    }
}
