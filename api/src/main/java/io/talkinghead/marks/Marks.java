package io.talkinghead.marks;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Synthesis;
import io.talkinghead.internal.engine.VideoModule;
import io.talkinghead.internal.mark.Finding;
import io.talkinghead.internal.mark.Watermark;
import io.talkinghead.internal.mark.WatermarkDetector;
import io.talkinghead.spi.video.VideoReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a head marks what it renders as synthetic, and how such marks are found. Every frame has an invisible watermark in its pixels, every
 * file metadata besides; this is on unless {@link #none()} is asked for.
 *
 * <pre>{@code
 * Detection found = Marks.detect(Path.of("anna.mp4"));
 * if (found.isMarked()) {
 *     System.out.println("synthetic; by chance at most " + found.falseAlarm());
 * }
 * }</pre>
 *
 * <p><b>Threading:</b> immutable; detecting, from any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Marks {
    private final boolean on;
    private final OptionalInt payload;

    private Marks(boolean on, OptionalInt payload) {
        this.on = on;
        this.payload = payload;
    }

    /** Returns the marks that heads make by default: watermark and metadata, without a payload. */
    public static Marks standard() {
        return new Marks(true, OptionalInt.empty());
    }

    /**
     * Returns no marks at all: neither watermark nor metadata. Making a head with it is told in the log. Who publishes such pictures has to
     * mark them in another way where the law asks for it.
     */
    public static Marks none() {
        return new Marks(false, OptionalInt.empty());
    }

    /**
     * Returns these marks with 32 bits of the application in the watermark, such as a number of the job. Half of the watermark's energy
     * goes into them: it survives a little less.
     *
     * @throws IllegalStateException for no marks
     */
    public Marks withPayload(int bits) {
        if (!on) {
            throw new IllegalStateException("no marks have no payload");
        }
        return new Marks(true, OptionalInt.of(bits));
    }

    /** Tells whether there are marks. */
    public boolean areOn() {
        return on;
    }

    /** Returns the application's bits. */
    public OptionalInt payload() {
        return payload;
    }

    /**
     * Returns a picture with the watermark: for what an application puts together from rendered frames, such as a sheet of them, where each
     * frame's own watermark became too small to be found. What heads render has it already.
     *
     * @param picture stays as it is; with a side below 96 pixels it has too few for a watermark
     * @return a marked copy that knows as much of its making as the picture does; the picture itself for no marks
     */
    public Frame mark(Frame picture) {
        if (!on) {
            return picture;
        }
        Frame copy =
                Frame.of(picture.widthPx(), picture.heightPx(), picture.rgb().clone());
        new Watermark(payload).mark(copy);
        return picture.synthesis().map(copy::withSynthesis).orElse(copy);
    }

    /**
     * Looks for marks in one picture: takes a fifth of a second where there are none.
     *
     * @param picture of any size; the watermark is found from some 96 pixels up
     */
    public static Detection detect(Frame picture) {
        return detection(picture.synthesis(), new WatermarkDetector().find(picture));
    }

    /**
     * Looks for marks in a picture or video file. Of a video, which needs the video module, frames of some seconds at a time are looked at
     * together, until the watermark is found or the video ends.
     *
     * @throws TalkingHeadException {@link ErrorCode#IMAGE_UNREADABLE}, {@link ErrorCode#VIDEO_UNREADABLE} and the like for a file that
     *     cannot be read
     */
    public static Detection detect(Path file) {
        if (ImageFiles.isPicture(file)) {
            byte[] bytes = ImageFiles.bytes(file);
            Frame picture = ImageFiles.read(bytes, file.toString());
            return detection(Synthesis.in(bytes), new WatermarkDetector().find(picture));
        }
        try (VideoReader reader = VideoModule.get().openReader(file)) {
            return detection(
                    metadata(file),
                    new WatermarkDetector().find(() -> reader.next().map(VideoReader.TimedFrame::frame)));
        }
    }

    private static Optional<Synthesis> metadata(Path file) {
        try {
            return Synthesis.read(file);
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.IMAGE_UNREADABLE, "cannot read " + file + ": " + e, e);
        }
    }

    private static Detection detection(Optional<Synthesis> metadata, Finding found) {
        return new Detection(
                metadata, found.falseAlarm() <= Detection.FALSE_ALARMS, found.falseAlarm(), found.payload());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Marks that && on == that.on && payload.equals(that.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(on, payload);
    }

    @Override
    public String toString() {
        return on ? "Marks[payload=" + payload + "]" : "Marks[none]";
    }
}
