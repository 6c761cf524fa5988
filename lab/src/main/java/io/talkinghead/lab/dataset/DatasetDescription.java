package io.talkinghead.lab.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.CropRule;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.BoundedFile;
import io.talkinghead.internal.file.FormatVersion;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/**
 * {@code dataset.json}, version 1.
 *
 * @param resolution side of every picture in pixels
 */
record DatasetDescription(int resolution) {
    static final String FILE = "dataset.json";
    static final int MIN_RESOLUTION = 16;
    static final int MAX_RESOLUTION = 4096;
    private static final int VERSION = 1;
    private static final int MAX_BYTES = 1 << 16;
    private static final Set<String> FIELDS = Set.of("formatVersion", "resolution", "crop");

    static DatasetDescription read(Path folder) {
        Path file = folder.resolve(FILE);
        JsonNode root;
        try {
            root = JsonTree.read(BoundedFile.read(file, MAX_BYTES));
        } catch (NoSuchFileException e) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID,
                    "there is no " + file + "; give the folder of a dataset made by 'talkinghead prepare'",
                    e);
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID, file + ": it is damaged or cannot be read: " + e.getMessage(), e);
        }
        FormatVersion.problem(root, VERSION).ifPresent(problem -> {
            throw invalid(file, problem);
        });
        root.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw invalid(file, "it has the unknown field " + field);
            }
        });
        if (!root.path("crop").asText().equals(CropRule.ID)) {
            throw invalid(
                    file,
                    "its crop is " + root.path("crop") + "; this library knows " + CropRule.ID + ": prepare it again");
        }
        int resolution =
                root.path("resolution").isInt() ? root.path("resolution").intValue() : 0;
        if (resolution < MIN_RESOLUTION || resolution > MAX_RESOLUTION) {
            throw invalid(
                    file,
                    "its resolution must be a whole number from " + MIN_RESOLUTION + " to " + MAX_RESOLUTION + ", not "
                            + root.path("resolution"));
        }
        return new DatasetDescription(resolution);
    }

    void write(Path folder) {
        ObjectNode root = JsonTree.object();
        root.put("formatVersion", VERSION).put("resolution", resolution).put("crop", CropRule.ID);
        AtomicFile.write(folder.resolve(FILE), root.toPrettyString() + "\n");
    }

    private static TalkingHeadException invalid(Path file, String problem) {
        return new TalkingHeadException(ErrorCode.DATASET_INVALID, file + ": " + problem);
    }
}
