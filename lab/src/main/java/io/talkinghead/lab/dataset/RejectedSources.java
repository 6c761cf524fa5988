package io.talkinghead.lab.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * {@code rejected.jsonl}: the sources that gave no clip, a line each, so that they are not tried again. Delete it to try them
 * all.
 *
 * <p><b>Threading:</b> a lock admits one thread at a time.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RejectedSources {
    /** The file's name. */
    public static final String FILE = "rejected.jsonl";

    private final Path file;
    private final Map<String, String> reasons = new TreeMap<>();

    private RejectedSources(Path file) {
        this.file = file;
    }

    /**
     * Reads those of a dataset, if there are any.
     *
     * @param folder the dataset's
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the file cannot be read or written
     */
    public static RejectedSources open(Path folder) {
        RejectedSources rejected = new RejectedSources(folder.resolve(FILE));
        if (Files.exists(rejected.file)) {
            try {
                // Not readString: half a line may end within a letter.
                String text = new String(Files.readAllBytes(rejected.file), StandardCharsets.UTF_8);
                text.lines().forEach(rejected::parse);
                if (!text.isEmpty() && !text.endsWith("\n")) {
                    // A killed program wrote half a line.
                    rejected.append("\n");
                }
            } catch (IOException e) {
                throw ClipWriter.notWritable(rejected.file, e);
            }
        }
        return rejected;
    }

    private void parse(String line) {
        try {
            JsonNode node = JsonTree.read(line.getBytes(StandardCharsets.UTF_8));
            if (node.path("source").isTextual()) {
                reasons.put(node.path("source").asText(), node.path("reason").asText());
            }
        } catch (IOException ignored) {
            // Half a line: its source is tried again.
        }
    }

    /** Tells whether a source, by its key, is among them. */
    public synchronized boolean contains(String source) {
        return reasons.containsKey(source);
    }

    /**
     * Adds one.
     *
     * @param source its key
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the file cannot be written
     */
    public synchronized void add(String source, String reason) {
        reasons.put(source, reason);
        append(line(source, reason));
    }

    private static String line(String source, String reason) {
        return JsonTree.object().put("source", source).put("reason", reason) + "\n";
    }

    /**
     * Writes the file again, in the order of the sources: the order in which threads came to them tells nothing.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the file cannot be written
     */
    public synchronized void sort() {
        if (!reasons.isEmpty()) {
            StringBuilder text = new StringBuilder();
            reasons.forEach((source, reason) -> text.append(line(source, reason)));
            AtomicFile.write(file, text);
        }
    }

    private void append(String text) {
        try {
            Files.write(
                    file,
                    text.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    // Else a dataset from somebody else could name any file to write to.
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw ClipWriter.notWritable(file, e);
        }
    }

    /** Returns the reasons by the sources' keys. */
    public synchronized Map<String, String> reasons() {
        return new TreeMap<>(reasons);
    }
}
