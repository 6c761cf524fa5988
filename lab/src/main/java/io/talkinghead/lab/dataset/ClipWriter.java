package io.talkinghead.lab.dataset;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * A clip in the making: written into a folder whose name begins with a dot, and moved to its own name when complete. Closed
 * without {@link #commit()}, it leaves nothing behind.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ClipWriter implements AutoCloseable {
    static final String UNFINISHED = ".unfinished";
    /** Ends the name of a clip that another is about to replace. */
    static final String OLD = ".old" + UNFINISHED;

    private final int resolution;
    private final Path target;
    private final Path temporary;
    private final String source;
    private final List<ClipDescription.Entry> frames = new ArrayList<>();
    private boolean committed;

    ClipWriter(int resolution, Path target, String source) throws IOException {
        this.resolution = resolution;
        this.target = target;
        this.source = source;
        temporary = target.resolveSibling("." + target.getFileName() + UNFINISHED);
        deleteIfExists(temporary);
        Files.createDirectories(temporary);
    }

    /**
     * Adds the next frame.
     *
     * @param crop the square picture, of the dataset's resolution
     * @param landmarks with depth, in pixels of {@code crop}
     * @param time since the start of the source
     * @throws IllegalArgumentException when the picture has another size, depth is missing or the time is negative
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be written
     */
    public void add(Frame crop, Landmarks landmarks, Duration time) {
        checkArgument(
                crop.widthPx() == resolution && crop.heightPx() == resolution,
                "a %s x %s picture is needed, not %s",
                resolution,
                resolution,
                crop);
        checkArgument(landmarks.hasDepth(), "landmarks with depth are needed");
        checkArgument(!time.isNegative(), "the time must not be negative: %s", time);
        String name = String.format(Locale.ROOT, "%04d.jpg", frames.size());
        try (OutputStream out = Files.newOutputStream(temporary.resolve(name))) {
            ImageFiles.encode("jpeg", crop, out);
        } catch (IOException e) {
            throw notWritable(target, e);
        }
        frames.add(new ClipDescription.Entry(name, time.toMillis(), landmarks));
    }

    /** Returns how many frames were added. */
    public int frames() {
        return frames.size();
    }

    /**
     * Completes the clip and gives it its name, in one step; a clip of that name is replaced.
     *
     * @throws IllegalStateException without a frame
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be written
     */
    public void commit() {
        checkState(!frames.isEmpty(), "a clip has at least one frame");
        try {
            writeDescription();
            // Moved aside first: a clip half deleted must not keep its name.
            Path old = target.resolveSibling("." + target.getFileName() + OLD);
            deleteIfExists(old);
            if (Files.exists(target)) {
                Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
            }
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                putBack(old);
                throw e;
            }
            committed = true;
            deleteIfExists(old);
        } catch (IOException e) {
            throw notWritable(target, e);
        }
    }

    /** Gives a clip that was moved aside its name again, unless another has it. */
    static void putBack(Path old) throws IOException {
        String hidden = old.getFileName().toString();
        Path target = old.resolveSibling(hidden.substring(1, hidden.length() - OLD.length()));
        if (Files.exists(old) && !Files.exists(target)) {
            Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void writeDescription() throws IOException {
        try (OutputStream out = Files.newOutputStream(temporary.resolve(ClipDescription.FILE));
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("formatVersion", ClipDescription.VERSION);
            json.writeStringField("source", source);
            json.writeArrayFieldStart("frames");
            for (ClipDescription.Entry frame : frames) {
                json.writeRaw('\n');
                json.writeStartObject();
                json.writeStringField("file", frame.file());
                json.writeNumberField("timeMs", frame.timeMs());
                json.writeArrayFieldStart("landmarks");
                for (int i = 0; i < Landmarks.COUNT; i++) {
                    json.writeStartArray();
                    json.writeNumber(rounded(frame.landmarks().x(i)));
                    json.writeNumber(rounded(frame.landmarks().y(i)));
                    json.writeNumber(rounded(frame.landmarks().z(i)));
                    json.writeEndArray();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static BigDecimal rounded(float value) {
        return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN);
    }

    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            deleteIfExists(temporary);
        } catch (IOException e) {
            throw notWritable(target, e);
        }
    }

    static void deleteIfExists(Path folder) throws IOException {
        if (Files.exists(folder)) {
            // Insecure only against someone who swaps folders for links meanwhile; this folder is the dataset's own.
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    static TalkingHeadException notWritable(Path target, IOException cause) {
        return new TalkingHeadException(
                ErrorCode.OUTPUT_NOT_WRITABLE,
                "cannot write " + target + ": " + cause + "; check the folder's rights and the free disk space",
                cause);
    }
}
