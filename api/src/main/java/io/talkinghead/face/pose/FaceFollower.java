package io.talkinghead.face.pose;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows one face from frame to frame: the detector looks only when there is no face to follow. A face lost for a moment is
 * looked for where it was.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class FaceFollower {
    /** A face lost for at most this many frames is taken up where it was, rather than by the rule. */
    private static final int MEMORY_FRAMES = 25;

    /**
     * The region follows the face only when the face has moved, grown by this share of the region or turned by as many radians.
     * Landmarks depend a little on where the network looks: a region that followed each reading would never come to rest, not even on
     * a still picture.
     */
    private static final double AT_REST = 0.04;

    private final FaceAnalyzer analyzer;
    private final FaceChoice choice;
    private @Nullable Face last;
    private @Nullable FaceRegion region;
    private boolean following;
    private int lostFor;
    private int choices;

    /** Follows the face that {@code choice} picks when it is first seen. */
    public FaceFollower(FaceAnalyzer analyzer, FaceChoice choice) {
        this.analyzer = analyzer;
        this.choice = choice;
    }

    /** Finds the face in the next frame. */
    public Optional<Face> find(Frame picture) {
        return find(new AnalyzedFrame(analyzer, picture));
    }

    /** Finds the face in the next picture. */
    public Optional<Face> find(SearchedPicture picture) {
        Optional<Face> face = Optional.empty();
        if (following && region != null) {
            face = picture.again(region);
        }
        if (face.isEmpty()) {
            face = choose(picture.faces(), picture);
        }
        following = face.isPresent();
        lostFor = following ? 0 : lostFor + 1;
        if (following) {
            last = face.get();
            region = following(region, last.region());
        }
        return face;
    }

    private static FaceRegion following(@Nullable FaceRegion looked, FaceRegion found) {
        return looked != null && isAtRest(looked, found) ? looked : found;
    }

    private static boolean isAtRest(FaceRegion looked, FaceRegion found) {
        return Math.hypot(found.centerX() - looked.centerX(), found.centerY() - looked.centerY())
                        < AT_REST * looked.side()
                && Math.abs(found.side() - looked.side()) < AT_REST * looked.side()
                && Math.abs(Math.IEEEremainder(found.angle() - looked.angle(), 2 * Math.PI)) < AT_REST;
    }

    /** Returns how often a face was picked by the rule: where it has grown, another person may have been taken up. */
    public int choices() {
        return choices;
    }

    private Optional<Face> choose(List<Face> faces, SearchedPicture picture) {
        Face known = last;
        if (faces.isEmpty()) {
            return Optional.empty();
        }
        if (known != null && lostFor <= MEMORY_FRAMES) {
            return faces.stream()
                    .filter(face -> distance(face, known) < known.region().side())
                    .min(Comparator.comparingDouble(face -> distance(face, known)));
        }
        choices++;
        return Optional.of(choice.pick(faces, picture.widthPx(), picture.heightPx()));
    }

    /** A picture all of which is there. */
    private record AnalyzedFrame(FaceAnalyzer analyzer, Frame frame) implements SearchedPicture {
        @Override
        public int widthPx() {
            return frame.widthPx();
        }

        @Override
        public int heightPx() {
            return frame.heightPx();
        }

        @Override
        public List<Face> faces() {
            return analyzer.analyze(frame);
        }

        @Override
        public Optional<Face> again(FaceRegion region) {
            return analyzer.track(frame, region);
        }
    }

    private static double distance(Face a, Face b) {
        return Math.hypot(
                a.region().centerX() - b.region().centerX(),
                a.region().centerY() - b.region().centerY());
    }
}
