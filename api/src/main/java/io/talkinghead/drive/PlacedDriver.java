package io.talkinghead.drive;

import io.talkinghead.face.Landmarks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * A driver whose motion is edited once it is the person's.
 *
 * @param driver moves the person
 * @param edit changes the person's landmarks
 */
record PlacedDriver(Driver driver, UnaryOperator<Landmarks> edit) implements Driver {
    @Override
    public PoseStream open(DriverContext context) {
        return new Edited(context.placed(driver), edit);
    }

    @Override
    public String name() {
        return driver.name();
    }

    @Override
    public Optional<Path> sound() {
        return driver.sound();
    }

    @Override
    public List<Path> files() {
        return driver.files();
    }

    private record Edited(PoseStream poses, UnaryOperator<Landmarks> edit) implements PoseStream {
        @Override
        public double framesPerSecond() {
            return poses.framesPerSecond();
        }

        @Override
        public OptionalLong frameCount() {
            return poses.frameCount();
        }

        @Override
        public boolean isLive() {
            return poses.isLive();
        }

        @Override
        public boolean isPlaced() {
            return true;
        }

        @Override
        public Optional<Pose> next() {
            return poses.next()
                    .map(pose -> new Pose(pose.time(), pose.landmarks().map(edit)));
        }

        @Override
        public void close() {
            poses.close();
        }
    }
}
