package io.talkinghead.lab.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.BoundedFile;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a comparison has found so far, one file for each person, method and number of photos. Every file is whole: it is moved to its
 * name when it is complete.
 */
final class ComparisonFolder {
    private static final int MAX_BYTES = 64 << 20;

    private final Path folder;

    /** Looks into a folder that is known to be one. */
    ComparisonFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a folder, new or of an earlier run with the same settings.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_EXISTS} when it was one with others
     */
    static ComparisonFolder open(Path folder, Map<String, String> settings) {
        checkSame(folder.resolve("settings.json"), settings);
        return new ComparisonFolder(folder);
    }

    /** Checks that results of a method are those of the same one, and keeps which one it is. */
    void checkOrigin(String method, String origin) {
        checkSame(
                folder.resolve("scores").resolve(method).resolve("method.json"), Map.of("origin of " + method, origin));
    }

    private static void checkSame(Path file, Map<String, String> settings) {
        if (!Files.exists(file)) {
            ObjectNode root = JsonTree.object();
            settings.forEach(root::put);
            AtomicFile.write(file, root.toPrettyString() + "\n");
            return;
        }
        JsonNode there;
        try {
            there = JsonTree.read(BoundedFile.read(file, MAX_BYTES));
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.OUTPUT_EXISTS, file + " is no file of a comparison; give another folder: " + e, e);
        }
        settings.forEach((name, value) -> {
            String found = there.path(name).asText();
            if (!found.equals(value)) {
                throw new TalkingHeadException(
                        ErrorCode.OUTPUT_EXISTS,
                        file + " is of a comparison with another " + name + ": '" + found + "', not '" + value
                                + "'; results of the two cannot be mixed: give another folder, or empty this one");
            }
        });
    }

    /** Returns what was found before, empty where there is nothing to be used. */
    Optional<PersonScore> score(String method, int shots, String person) {
        return read(scoreFile(method, shots, person), ScoreJson::readScore);
    }

    void writeScore(String method, int shots, String person, PersonScore score) {
        AtomicFile.write(scoreFile(method, shots, person), ScoreJson.write(score));
    }

    private Path scoreFile(String method, int shots, String person) {
        return folder.resolve("scores").resolve(method).resolve(shots + "-" + person + ".json");
    }

    /** Returns the features of a person's true frames. */
    Optional<Map<Integer, float[]>> looks(String person) {
        return read(looksFile(person), ScoreJson::readLooks);
    }

    void writeLooks(String person, Map<Integer, float[]> looks) {
        AtomicFile.write(looksFile(person), ScoreJson.write(looks));
    }

    private Path looksFile(String person) {
        return folder.resolve("real").resolve(person + ".json");
    }

    /** Returns the folder of the true frames that are kept, with one folder a person. */
    Path realPictures() {
        return folder.resolve("pictures/real");
    }

    /** Returns the folder of a method's pictures that are kept, with one folder a person. */
    Path pictures(String method, int shots) {
        return folder.resolve("pictures/" + shots).resolve(method);
    }

    /** Returns where a picture of a frame is, in one of these folders. */
    static Path picture(Path pictures, String person, int frame) {
        return pictures.resolve(person).resolve(frame + ".png");
    }

    static void writePicture(Path pictures, String person, int frame, Frame picture) {
        ImageFiles.write(picture(pictures, person, frame), picture);
    }

    private static <T> Optional<T> read(Path file, Reader<T> reader) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(BoundedFile.read(file, MAX_BYTES)));
        } catch (IOException e) {
            // Of a disk that failed, or changed by hand: measured again.
            return Optional.empty();
        }
    }

    private interface Reader<T> {
        T read(byte[] json) throws IOException;
    }
}
