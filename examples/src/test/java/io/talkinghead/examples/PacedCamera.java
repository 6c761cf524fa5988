package io.talkinghead.examples;

import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;

/** A video file that gives its frames no faster than a slow camera. */
final class PacedCamera extends FFmpegFrameGrabber {
    private static final long PAUSE_MILLIS = 400;

    PacedCamera(Path video) {
        super(video.toFile());
    }

    @Override
    public Frame grab() throws Exception {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Exception("interrupted", e);
        }
        return super.grab();
    }
}
