package io.talkinghead.drive;

import io.talkinghead.image.ImageFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Picture files as frames. */
final class PictureFrames implements FrameStream {
    private final List<Path> files;
    private final double framesPerSecond;
    private int next;

    PictureFrames(List<Path> files, double framesPerSecond) {
        this.files = files;
        this.framesPerSecond = framesPerSecond;
    }

    @Override
    public double framesPerSecond() {
        return framesPerSecond;
    }

    @Override
    public Optional<TimedFrame> next() {
        if (next == files.size()) {
            return Optional.empty();
        }
        int index = next++;
        return Optional.of(new TimedFrame(FrameTime.even(index, framesPerSecond), ImageFiles.read(files.get(index))));
    }

    @Override
    public OptionalLong frameCount() {
        return OptionalLong.of(files.size());
    }

    @Override
    public void close() {}
}
