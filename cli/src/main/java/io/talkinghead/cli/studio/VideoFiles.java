package io.talkinghead.cli.studio;

import io.talkinghead.Animation;
import io.talkinghead.Backends;
import io.talkinghead.drive.FrameStream.TimedFrame;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a video, one for each format.
 *
 * @param order what was asked for
 * @param paths by format
 */
record VideoFiles(VideoOrder order, Map<String, Path> paths) {
    /** Takes new files of a folder. */
    static VideoFiles in(PageFolder folder, VideoOrder order) {
        Map<String, Path> paths = new LinkedHashMap<>();
        for (String format : order.formats()) {
            paths.put(format, folder.next("." + format));
        }
        return new VideoFiles(order, paths);
    }

    /**
     * Writes the frames of an animation to all files at once, so that it is rendered once.
     *
     * <p><b>Threading:</b> one thread at a time.
     */
    static final class Writers implements AutoCloseable {
        private final Collection<Path> files;
        private final Animation animation;
        private final Optional<Path> sound;
        private final List<VideoWriter> writers = new ArrayList<>();

        Writers(Collection<Path> files, Animation animation, Optional<Path> sound) {
            this.files = files;
            this.animation = animation;
            this.sound = sound;
        }

        void write(TimedFrame frame) {
            if (writers.isEmpty()) {
                VideoFormat format =
                        new VideoFormat(frame.frame().widthPx(), frame.frame().heightPx(), animation.framesPerSecond());
                for (Path file : files) {
                    writers.add(Backends.videos().openWriter(file, format, sound.orElse(null)));
                }
            }
            for (VideoWriter writer : writers) {
                writer.write(frame.frame(), frame.time().start(), frame.time().length());
            }
        }

        void finish() {
            writers.forEach(VideoWriter::finish);
        }

        /** Removes what is not finished. */
        @Override
        public void close() {
            writers.forEach(VideoWriter::close);
        }
    }
}
