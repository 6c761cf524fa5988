package io.talkinghead.drive;

import io.talkinghead.image.ImageFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Picture files as frames. */
final class PictureFrames implements FrameSource {
    private final List<Path> files;
    private int next;

    PictureFrames(List<Path> files) {
        this.files = files;
    }

    @Override
    public Optional<IndexedFrame> next() {
        if (next == files.size()) {
            return Optional.empty();
        }
        int index = next++;
        return Optional.of(new IndexedFrame(index, ImageFiles.read(files.get(index))));
    }

    @Override
    public OptionalLong frameCount() {
        return OptionalLong.of(files.size());
    }

    @Override
    public int window() {
        return 300;
    }

    @Override
    public void close() {}
}
