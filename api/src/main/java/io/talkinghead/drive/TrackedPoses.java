package io.talkinghead.drive;

import io.talkinghead.face.Face;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Follows one face through frames: the detector looks only when there is no face to follow. */
final class TrackedPoses implements PoseStream {
    /** A face lost for at most this many frames is taken up where it was, rather than by the rule. */
    private static final int MEMORY_FRAMES = 25;

    private final FrameSource frames;
    private final double framesPerSecond;
    private final DriverContext context;
    private @Nullable Face last;
    private boolean following;
    private int lostFor;

    private TrackedPoses(FrameSource frames, double framesPerSecond, DriverContext context) {
        this.frames = frames;
        this.framesPerSecond = framesPerSecond;
        this.context = context;
    }

    static TrackedPoses of(FrameSource frames, double framesPerSecond, DriverContext context) {
        return new TrackedPoses(frames, framesPerSecond, context);
    }

    @Override
    public double framesPerSecond() {
        return framesPerSecond;
    }

    @Override
    public OptionalLong frameCount() {
        return frames.frameCount();
    }

    @Override
    public int neutralWindow() {
        return frames.window();
    }

    @Override
    public Optional<Pose> next() {
        return frames.next()
                .map(frame -> new Pose(frame.index(), find(frame.frame()).map(Face::landmarks)));
    }

    private Optional<Face> find(Frame picture) {
        FaceAnalyzer analyzer = context.analyzer();
        Optional<Face> face = Optional.empty();
        if (following && last != null) {
            face = analyzer.track(picture, last.region());
        }
        if (face.isEmpty()) {
            face = choose(analyzer.analyze(picture), picture);
        }
        following = face.isPresent();
        lostFor = following ? 0 : lostFor + 1;
        if (following) {
            last = face.get();
        }
        return face;
    }

    private Optional<Face> choose(List<Face> faces, Frame picture) {
        Face known = last;
        if (faces.isEmpty()) {
            return Optional.empty();
        }
        if (known != null && lostFor <= MEMORY_FRAMES) {
            return faces.stream()
                    .filter(face -> distance(face, known) < known.region().side())
                    .min(Comparator.comparingDouble(face -> distance(face, known)));
        }
        return Optional.of(context.choice().pick(faces, picture.widthPx(), picture.heightPx()));
    }

    private static double distance(Face a, Face b) {
        return Math.hypot(
                a.region().centerX() - b.region().centerX(),
                a.region().centerY() - b.region().centerY());
    }

    @Override
    public void close() {
        frames.close();
    }
}
