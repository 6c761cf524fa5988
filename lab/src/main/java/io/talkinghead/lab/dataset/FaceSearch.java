package io.talkinghead.lab.dataset;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import io.talkinghead.face.Face;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.pose.FaceFollower;
import io.talkinghead.image.Box;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one face of a source: the largest when it first shows. In a video it is followed, and of several faces that were
 * taken up one after the other the one longest seen counts; pictures far apart in time are each searched anew.
 */
final class FaceSearch {
    /** Boxes of the same face in two pictures overlap by about this part at least. */
    private static final double SAME_FACE_OVERLAP = 0.3;

    private final FaceAnalyzer analyzer;
    private final Runnable check;

    FaceSearch(FaceAnalyzer analyzer, Runnable check) {
        this.analyzer = analyzer;
        this.check = check;
    }

    List<Sighting> find(SourceFrames frames) {
        FaceFollower follower = new FaceFollower(analyzer, FaceChoice.largest());
        ListMultimap<Integer, Sighting> persons = ArrayListMultimap.create();
        @Nullable Face last = null;
        for (var next = frames.next(); next.isPresent(); next = frames.next()) {
            check.run();
            SourceFrames.SourceFrame frame = next.get();
            Frame picture = frame.picture();
            Optional<Face> face = frames.continuous() ? follower.find(picture) : choose(picture, last);
            if (face.isPresent()) {
                last = face.get();
                persons.put(
                        follower.choices(),
                        new Sighting(
                                frame.index(), frame.time(), last.landmarks(), picture.widthPx(), picture.heightPx()));
            }
        }
        return persons.keySet().stream()
                .map(persons::get)
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    private Optional<Face> choose(Frame picture, @Nullable Face last) {
        List<Face> faces = analyzer.analyze(picture);
        if (last != null) {
            Box known = last.landmarks().box();
            Optional<Face> same = faces.stream()
                    .max(Comparator.comparingDouble(
                            face -> overlap(face.landmarks().box(), known)))
                    .filter(face -> overlap(face.landmarks().box(), known) > SAME_FACE_OVERLAP);
            if (same.isPresent()) {
                return same;
            }
        }
        return faces.stream().findFirst();
    }

    private static double overlap(Box a, Box b) {
        double width = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
        double height = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        double shared = Math.max(0, width) * Math.max(0, height);
        return shared / Math.max(1e-9, a.area() + b.area() - shared);
    }
}
