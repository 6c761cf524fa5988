package io.talkinghead.lab.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code rejected.jsonl}: the sources that gave no clip, a line each, so that they are not tried again. Delete it to try them
 * all.
 *
 * <p><b>Threading:</b> a lock admits one thread at a time.
 */
final class RejectedSources {
    static final String FILE = "rejected.jsonl";

    private final Path file;
    private final Map<String, String> reasons = new TreeMap<>();

    private RejectedSources(Path file) {
        this.file = file;
    }

    static RejectedSources open(Path folder) {
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

    synchronized boolean contains(String source) {
        return reasons.containsKey(source);
    }

    synchronized void add(String source, String reason) {
        reasons.put(source, reason);
        append(JsonTree.object().put("source", source).put("reason", reason) + "\n");
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

    synchronized Map<String, String> reasons() {
        return new TreeMap<>(reasons);
    }
}
