package io.talkinghead.bench;

import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.face.FaceMeasures;
import io.talkinghead.face.Landmarks;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Finds the frames of a motion that show something.
 *
 * @param faces one for each frame
 */
record TrackMoments(List<Landmarks> faces) {
    /** What is shown on both sides of a blink's deepest frame: eight frames in all, a third of a second. */
    private static final int BEFORE_BLINK = 3;

    private static final int AFTER_BLINK = 4;
    private static final int SENTENCE_FRAMES = 10;
    /** Every second frame, so that ten of them are most of a second. */
    private static final int SENTENCE_STEP = 2;

    /** Takes a motion with a face in every frame. */
    static TrackMoments of(LandmarkTrack track) {
        return new TrackMoments(
                track.frames().stream().map(Optional::orElseThrow).toList());
    }

    /** Returns, in order of time, the deepest blink, the widest mouth, the ends of the turn to both sides, and the head raised. */
    List<Integer> telling() {
        return IntStream.of(
                        most(face -> FaceMeasures.lipDistance(face) / face.eyeDistance()),
                        blinkMiddle(),
                        most(face -> -FaceMeasures.yaw(face)),
                        most(FaceMeasures::yaw),
                        most(face -> -FaceMeasures.noseHeight(face)))
                .sorted()
                .boxed()
                .toList();
    }

    /** Returns the frames around the deepest blink. */
    List<Integer> blink() {
        int middle = blinkMiddle();
        return IntStream.rangeClosed(middle - BEFORE_BLINK, middle + AFTER_BLINK)
                .boxed()
                .toList();
    }

    /** Returns the frames, two apart, over which the lips open and shut most. */
    List<Integer> sentence() {
        int span = SENTENCE_STEP * (SENTENCE_FRAMES - 1);
        int first = most(
                0,
                faces.size() - span,
                start -> IntStream.range(start, start + span)
                        .mapToDouble(i -> Math.abs(lips(i + 1) - lips(i)))
                        .sum());
        return IntStream.range(0, SENTENCE_FRAMES)
                .mapToObj(i -> first + SENTENCE_STEP * i)
                .toList();
    }

    /** Returns where eyes that were open are shut and open again at once: eyes that stay narrow are no blink. */
    private int blinkMiddle() {
        return most(
                BEFORE_BLINK,
                faces.size() - AFTER_BLINK,
                i -> Math.min(widest(i - BEFORE_BLINK, i), widest(i, i + AFTER_BLINK)) - eyes(i));
    }

    private double widest(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToDouble(this::eyes).max().orElseThrow();
    }

    private double eyes(int frame) {
        return FaceMeasures.eyeOpenness(faces.get(frame));
    }

    private double lips(int frame) {
        Landmarks face = faces.get(frame);
        return FaceMeasures.lipDistance(face) / face.eyeDistance();
    }

    private int most(ToDoubleFunction<Landmarks> measure) {
        return most(0, faces.size(), i -> measure.applyAsDouble(faces.get(i)));
    }

    private static int most(int from, int to, IntToDoubleFunction measure) {
        return IntStream.range(from, to)
                .boxed()
                .max(Comparator.comparingDouble(measure::applyAsDouble))
                .orElseThrow();
    }
}
