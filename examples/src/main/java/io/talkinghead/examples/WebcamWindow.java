package io.talkinghead.examples;

import io.talkinghead.LiveHead;
import io.talkinghead.TalkingHead;
import io.talkinghead.image.Frame;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.ImageIcon;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.javacv.Java2DFrameConverter;

/** A head that follows a webcam, in a window. */
public final class WebcamWindow {
    private WebcamWindow() {}

    public static void main(String[] arguments) throws FrameGrabber.Exception {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("WebcamWindow PHOTO FORMAT CAMERA, such as: me.jpg v4l2 /dev/video0");
        }
        JLabel picture = new JLabel();
        JFrame window = new JFrame("TalkingHead");
        window.setDefaultCloseOperation(JFrame.EXIT_ON_CLOSE);
        window.add(picture);
        window.setSize(400, 420);
        window.setVisible(true);
        try (FFmpegFrameGrabber camera = new FFmpegFrameGrabber(arguments[2])) {
            camera.setFormat(arguments[1]); // v4l2 on Linux, avfoundation on macOS, dshow on Windows
            follow(
                    Path.of(arguments[0]),
                    camera,
                    image -> SwingUtilities.invokeLater(() -> picture.setIcon(new ImageIcon(image))));
        }
    }

    static void follow(Path photo, FrameGrabber camera, Consumer<BufferedImage> window) throws FrameGrabber.Exception {
        camera.start();
        try (TalkingHead head = TalkingHead.fromPhotos(photo);
                Java2DFrameConverter converter = new Java2DFrameConverter();
                LiveHead live = head.live()) {
            long shown = 0;
            Optional<Frame> frame = next(camera, converter);
            while (frame.isPresent()) {
                // Frames that come faster than pictures are made are dropped, so that the picture never lags behind.
                live.offer(frame.get());
                shown = show(live.awaitNewer(shown, Duration.ZERO), shown, window);
                frame = next(camera, converter);
            }
            show(live.awaitNewer(shown, Duration.ofSeconds(2)), shown, window);
        }
    }

    private static long show(Optional<LiveHead.Picture> newer, long shown, Consumer<BufferedImage> window) {
        newer.ifPresent(picture -> window.accept(picture.frame().toBufferedImage()));
        return newer.map(LiveHead.Picture::number).orElse(shown);
    }

    private static Optional<Frame> next(FrameGrabber camera, Java2DFrameConverter converter) {
        try {
            return Optional.ofNullable(camera.grab()).map(converter::convert).map(Frame::from);
        } catch (FrameGrabber.Exception e) {
            throw new IllegalStateException("the camera failed", e);
        }
    }
}
