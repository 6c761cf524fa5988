package io.talkinghead.cli;

import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.face.FaceMeasures;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Picks the frames of a motion that tell most: the ends of its head turns, a blink, an open mouth. */
final class TellingFrames {
    private TellingFrames() {}

    /** Returns them in order of time. */
    static List<Moment> of(LandmarkTrack track) {
        return List.of(
                        largest(track, "start", face -> 0),
                        largest(track, "left", face -> -noseX(face)),
                        largest(track, "right", TellingFrames::noseX),
                        largest(track, "up", face -> -noseY(face)),
                        largest(track, "blink", face -> -FaceMeasures.lidDistance(face) / face.eyeDistance()),
                        largest(track, "mouth", face -> FaceMeasures.lipDistance(face) / face.eyeDistance()))
                .stream()
                .sorted(Comparator.comparingInt(Moment::frame))
                .toList();
    }

    private static Moment largest(LandmarkTrack track, String what, ToDoubleFunction<Landmarks> measure) {
        int frame = IntStream.range(0, track.frames().size())
                .filter(i -> track.frames().get(i).isPresent())
                .boxed()
                .max(Comparator.comparingDouble((Integer i) ->
                                measure.applyAsDouble(track.frames().get(i).orElseThrow()))
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(0);
        return new Moment(what, frame);
    }

    /** How far the nose tip lies to the right of the eyes' middle: as the picture shows it, whatever the head's tilt. */
    private static double noseX(Landmarks face) {
        return (face.x(FacePoints.NOSE_TIP)
                        - (face.x(FacePoints.LEFT_EYE_CORNER) + face.x(FacePoints.RIGHT_EYE_CORNER)) / 2)
                / face.eyeDistance();
    }

    private static double noseY(Landmarks face) {
        return (face.y(FacePoints.NOSE_TIP)
                        - (face.y(FacePoints.LEFT_EYE_CORNER) + face.y(FacePoints.RIGHT_EYE_CORNER)) / 2)
                / face.eyeDistance();
    }

    /**
     * A frame worth showing.
     *
     * @param what it shows
     * @param frame its index
     */
    record Moment(String what, int frame) {}
}
