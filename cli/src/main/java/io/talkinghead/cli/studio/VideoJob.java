package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.Animation;
import io.talkinghead.AnimationOptions;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.FrameStream.TimedFrame;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A video that is being rendered, in a thread of its own and with a head of its own. It tells the page how far it has come, and shows it
 * a frame now and then.
 *
 * <p><b>Threading:</b> any thread.
 */
final class VideoJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VideoJob.class);
    private static final Duration TOLD = Duration.ofMillis(250);
    private static final int SHOWN_PX = 384;

    private final int number;
    private final UploadedDriver source;
    private final Map<String, Path> files;
    private final Outbox outbox;
    private final LongWork running;
    private long told;
    private volatile boolean done;

    /** Begins, when it is its turn among those of all pages. */
    VideoJob(Numbered<Portrait> portrait, UploadedDriver source, VideoFiles files, PageWork page) {
        number = portrait.number();
        this.source = source;
        this.files = files.paths();
        outbox = page.outbox();
        running = new LongWork("video", page, TOLD, new Work(portrait.value(), files.order()));
    }

    /** Returns the file of a format, once it is complete. */
    Optional<Path> file(String format) {
        return done ? Optional.ofNullable(files.get(format)) : Optional.empty();
    }

    /** Tells whether it is still being worked on. */
    boolean isRunning() {
        return running.isRunning();
    }

    private void preview(TimedFrame frame) {
        // After the progress of the same frame, which keeps the time.
        if (System.nanoTime() - told < TOLD.toNanos() / 8) {
            outbox.send(new PictureMessage(PictureMessage.VIDEO, number, Jpeg.of(frame.frame(), SHOWN_PX)));
        }
    }

    private void progressed(Progress progress) {
        if (System.nanoTime() - told < TOLD.toNanos()) {
            return;
        }
        told = System.nanoTime();
        tell(LongWork.with(progress, message("rendering")));
    }

    private ObjectNode message(String state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "video")
                .put("video", number)
                .put("state", state);
    }

    private void tell(ObjectNode message) {
        outbox.send(message);
    }

    /** Ends it soon; what is half written goes. */
    @Override
    public void close() {
        running.close();
    }

    /** Waits for the end. */
    void await() {
        running.await();
    }

    private final class Work implements LongWork.Body {
        private final Portrait portrait;
        private final VideoOrder order;

        Work(Portrait portrait, VideoOrder order) {
            this.portrait = portrait;
            this.order = order;
        }

        @Override
        public void waits() {
            tell(message("waiting"));
        }

        @Override
        public void work(Cancellation cancellation) {
            render(cancellation);
            done = true;
            tell(message("done"));
        }

        private void render(Cancellation cancellation) {
            AnimationOptions options =
                    order.options().withCancellation(cancellation).withProgress(VideoJob.this::progressed);
            try (TalkingHead head = portrait.head(order.framing());
                    Animation animation = head.animate(source.driver(), options);
                    VideoFiles.Writers writers = new VideoFiles.Writers(
                            files.values(), animation, source.driver().sound());
                    Stream<TimedFrame> frames = animation.timedFrames()) {
                frames.forEach(frame -> {
                    writers.write(frame);
                    preview(frame);
                });
                writers.finish();
            }
        }

        @Override
        public void failed(Throwable failure, Cancellation cancellation) {
            Problem problem = Problem.logged(failure, LOG, "a video failed");
            boolean cancelled = problem.code().equals(ErrorCode.CANCELLED.label());
            ObjectNode node = message(cancelled ? "cancelled" : "failed");
            node.put("code", problem.code());
            // People know the file by the name that they gave.
            node.put("message", problem.message().replace(source.file().toString(), source.name()));
            tell(node);
        }
    }
}
