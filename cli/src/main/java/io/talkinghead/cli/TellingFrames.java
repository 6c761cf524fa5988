package io.talkinghead.cli;

import io.talkinghead.drive.LandmarkTrack;
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
                        largest(track, "left", face -> -yaw(face)),
                        largest(track, "right", TellingFrames::yaw),
                        largest(track, "up", face -> -noseHeight(face)),
                        largest(track, "blink", face -> -face.distance(37, 41) / face.eyeDistance()),
                        largest(track, "mouth", face -> face.distance(62, 66) / face.eyeDistance()))
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

    private static double yaw(Landmarks face) {
        return (face.x(30) - (face.x(36) + face.x(45)) / 2) / face.eyeDistance();
    }

    private static double noseHeight(Landmarks face) {
        return (face.y(30) - (face.y(36) + face.y(45)) / 2) / face.eyeDistance();
    }

    /**
     * A frame worth showing.
     *
     * @param what it shows
     * @param frame its index
     */
    record Moment(String what, int frame) {}
}
