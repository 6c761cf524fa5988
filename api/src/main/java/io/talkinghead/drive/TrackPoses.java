package io.talkinghead.drive;

import java.util.Optional;
import java.util.OptionalLong;

/** Plays a landmark track. */
final class TrackPoses implements PoseStream {
    private final LandmarkTrack track;
    private final boolean placed;
    private int next;

    TrackPoses(LandmarkTrack track, boolean placed) {
        this.track = track;
        this.placed = placed;
    }

    @Override
    public double framesPerSecond() {
        return track.framesPerSecond();
    }

    @Override
    public OptionalLong frameCount() {
        return OptionalLong.of(track.frames().size());
    }

    @Override
    public int neutralWindow() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isPlaced() {
        return placed;
    }

    @Override
    public Optional<Pose> next() {
        if (next == track.frames().size()) {
            return Optional.empty();
        }
        int index = next++;
        return Optional.of(new Pose(track.times().get(index), track.frames().get(index)));
    }

    @Override
    public void close() {}
}
