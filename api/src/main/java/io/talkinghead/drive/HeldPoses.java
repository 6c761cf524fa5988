package io.talkinghead.drive;

import io.talkinghead.conditioning.turn.FaceRig;
import io.talkinghead.face.Landmarks;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a driver shows at any time, later and later. */
abstract class HeldPoses {
    private HeldPoses() {}

    /** Opens a driver, with its motion adapted to the person. */
    static HeldPoses open(Driver driver, DriverContext context) {
        return driver instanceof ParameterDriver numbers
                ? new Numbers(numbers.source(), ParameterDriver.face(context))
                : new Stream(context.placed(driver));
    }

    /** Returns the person's landmarks at a time, not before the one asked for last; nothing while no face was seen. */
    abstract Optional<Landmarks> at(Duration time);

    abstract void close();

    private static final class Numbers extends HeldPoses {
        private final ParameterSource source;
        private final FaceRig face;

        Numbers(ParameterSource source, FaceRig face) {
            this.source = source;
            this.face = face;
        }

        @Override
        Optional<Landmarks> at(Duration time) {
            return Optional.of(source.at(time).moved(face));
        }

        @Override
        void close() {}
    }

    private static final class Stream extends HeldPoses {
        private final PoseStream poses;
        private Optional<Pose> next = Optional.empty();
        private boolean begun;
        private @Nullable Landmarks shown;

        Stream(PoseStream poses) {
            this.poses = poses;
        }

        @Override
        Optional<Landmarks> at(Duration time) {
            if (!begun) {
                begun = true;
                next = poses.next();
            }
            while (next.isPresent() && next.get().time().start().compareTo(time) <= 0) {
                next.get().landmarks().ifPresent(landmarks -> shown = landmarks);
                next = poses.next();
                if (poses.isLive()) {
                    break;
                }
            }
            return Optional.ofNullable(shown);
        }

        @Override
        void close() {
            poses.close();
        }
    }
}
