package io.talkinghead.testkit;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Box;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/** Finds what {@link DrawnFaces} draws. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DrawnFaceAnalyzer implements FaceAnalyzer {
    /** How often a picture was looked at. */
    public final AtomicInteger calls = new AtomicInteger();

    @Override
    public List<Face> analyze(Frame picture) {
        calls.incrementAndGet();
        List<Face> faces = new ArrayList<>();
        for (int strongest = 0; strongest < 3; strongest++) {
            find(picture, strongest).ifPresent(faces::add);
        }
        faces.sort(Comparator.comparingDouble((Face face) -> face.box().area()).reversed());
        return faces;
    }

    @Override
    public Optional<Face> track(Frame picture, FaceRegion region) {
        return analyze(picture).stream()
                .filter(face -> Math.hypot(
                                face.region().centerX() - region.centerX(),
                                face.region().centerY() - region.centerY())
                        < region.side() / 2)
                .findFirst();
    }

    private static Optional<Face> find(Frame picture, int strongest) {
        int left = Integer.MAX_VALUE;
        int right = -1;
        int top = Integer.MAX_VALUE;
        int bottom = -1;
        for (int y = 0; y < picture.heightPx(); y++) {
            for (int x = 0; x < picture.widthPx(); x++) {
                if (picture.sample(x, y, strongest) > 180 && picture.sample(x, y, (strongest + 1) % 3) < 90) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        if (right - left < 6) {
            return Optional.empty();
        }
        double centerX = (left + right + 1) / 2.0;
        double centerY = (top + bottom + 1) / 2.0;
        double radius = (right + 1 - left) / 2.0;
        Landmarks landmarks = DrawnFaces.landmarks(centerX, centerY, radius);
        Box box = landmarks.box();
        return Optional.of(new Face(box, 1, landmarks, new FaceRegion(centerX, centerY, 3 * radius, 0)));
    }

    @Override
    public void close() {}
}
