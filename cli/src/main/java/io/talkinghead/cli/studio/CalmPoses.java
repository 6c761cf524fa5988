package io.talkinghead.cli.studio;

import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.NeutralFace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Poses of a camera that begin with the calmest of the first few; those beside it are left out, so that nothing is shown late.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class CalmPoses implements PoseStream {
    private final PoseStream poses;
    private final int looked;
    private final Watcher watcher;
    private boolean begun;

    /** Looks for the calmest of {@code looked} faces. */
    CalmPoses(PoseStream poses, int looked, Watcher watcher) {
        this.poses = poses;
        this.looked = looked;
        this.watcher = watcher;
    }

    @Override
    public Optional<Pose> next() {
        if (begun) {
            return watched();
        }
        begun = true;
        List<Pose> first = new ArrayList<>();
        List<Landmarks> faces = new ArrayList<>();
        while (first.size() < looked) {
            Optional<Pose> pose = watched();
            if (pose.isEmpty()) {
                return pose;
            }
            watcher.passed(pose.get().time().index());
            pose.get().landmarks().ifPresent(face -> {
                first.add(pose.get());
                faces.add(face);
            });
        }
        return Optional.of(first.get(NeutralFace.indexOfBest(faces)));
    }

    private Optional<Pose> watched() {
        Optional<Pose> pose = poses.next();
        pose.ifPresent(some -> watcher.face(some.landmarks().isPresent()));
        return pose;
    }

    @Override
    public double framesPerSecond() {
        return poses.framesPerSecond();
    }

    @Override
    public OptionalLong frameCount() {
        return poses.frameCount();
    }

    @Override
    public int neutralWindow() {
        return poses.neutralWindow();
    }

    @Override
    public boolean isLive() {
        return poses.isLive();
    }

    @Override
    public void close() {
        poses.close();
    }

    /** Hears what becomes of the frames. */
    interface Watcher {
        /** A frame was looked at, and no picture is made of it. */
        void passed(long frame);

        /** A frame shows a face, or none. */
        void face(boolean seen);
    }
}
