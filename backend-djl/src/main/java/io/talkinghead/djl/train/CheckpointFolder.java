package io.talkinghead.djl.train;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.BoundedFile;
import io.talkinghead.internal.file.FormatVersion;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code checkpoints/}, with a folder for each of the last two. One is made under a hidden name and moved when complete, so
 * that a program killed at any moment leaves none that cannot be read.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class CheckpointFolder {
    private static final String STATE = ".safetensors";
    private static final String DESCRIPTION = "training.json";
    private static final String PREFIX = "step-";
    private static final String UNFINISHED = ".unfinished";
    /** Before the name of a checkpoint that steps aside for a new one. */
    private static final String REPLACED = ".replaced-";

    private static final int KEPT = 2;
    private static final int VERSION = 1;
    private static final int MAX_BYTES = 64 << 20;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final Path folder;

    /** Takes the folder of a training, which holds that of the checkpoints. */
    public CheckpointFolder(Path training) {
        folder = training.resolve("checkpoints");
    }

    /**
     * Writes one and removes those that are no longer kept.
     *
     * @param parts of the state by name, a file each
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE}; the one before is left
     */
    public void write(Checkpoint checkpoint, Map<String, Weights> parts) {
        AtomicFile.makeFolder(folder);
        Path unfinished = folder.resolve(UNFINISHED);
        Path target = folder.resolve(String.format(Locale.ROOT, "%s%09d", PREFIX, checkpoint.step()));
        try {
            delete(unfinished);
            Files.createDirectory(unfinished);
            parts.forEach((name, part) -> Safetensors.write(unfinished.resolve(name + STATE), part));
            Files.write(unfinished.resolve(DESCRIPTION), described(checkpoint));
            commit(target, unfinished);
        } catch (IOException | TalkingHeadException e) {
            // It would take the room that the next attempt needs.
            deleteQuietly(unfinished, e);
            throw new TalkingHeadException(
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "cannot write the checkpoint " + target + ": " + e.getMessage()
                            + "; check the free disk space: the training goes on from the one before",
                    e);
        }
    }

    /** Moves a checkpoint to its name. Those that it replaces step aside first: half deleted, they must not keep their names. */
    private void commit(Path target, Path unfinished) throws IOException {
        List<Path> aside = new ArrayList<>();
        try {
            for (Path old : replacedBy(target)) {
                Path hidden = folder.resolve(REPLACED + old.getFileName());
                delete(hidden);
                Files.move(old, hidden, StandardCopyOption.ATOMIC_MOVE);
                aside.add(hidden);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            putBackReplaced();
            throw e;
        }
        for (Path hidden : aside) {
            // First what makes it a checkpoint: half of one must not be put back.
            Files.deleteIfExists(hidden.resolve(DESCRIPTION));
            delete(hidden);
        }
    }

    /** Those that are no longer kept, and one of the same step, written by a run that had nothing left to do. */
    private List<Path> replacedBy(Path target) throws IOException {
        List<Path> others = new ArrayList<>(all());
        boolean again = others.remove(target);
        List<Path> replaced = new ArrayList<>(others.subList(0, Math.max(0, others.size() - KEPT + 1)));
        if (again) {
            replaced.add(target);
        }
        return replaced;
    }

    /** A program that was killed, or failed, between the moves has left checkpoints aside. */
    private void putBackReplaced() throws IOException {
        for (Path old : starting(REPLACED)) {
            Path target = folder.resolve(old.getFileName().toString().substring(REPLACED.length()));
            if (Files.exists(target) || !Files.exists(old.resolve(DESCRIPTION))) {
                delete(old);
            } else {
                Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static void deleteQuietly(Path path, Exception failure) {
        try {
            delete(path);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private List<Path> all() throws IOException {
        return starting(PREFIX);
    }

    private List<Path> starting(String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    /**
     * Reads the newest, after what a killed program left half replaced is put right.
     *
     * @param assembly puts the state together of parts, each asked for by its name
     * @throws TalkingHeadException {@link ErrorCode#TRAINING_INVALID} when it is damaged
     */
    public <S> Optional<Saved<S>> newest(Function<Function<String, Weights>, S> assembly) {
        try {
            putBackReplaced();
            List<Path> all = all();
            return all.isEmpty() ? Optional.empty() : Optional.of(read(all.get(all.size() - 1), assembly));
        } catch (IOException e) {
            throw damaged(folder, e);
        }
    }

    private static <S> Saved<S> read(Path checkpoint, Function<Function<String, Weights>, S> assembly) {
        try {
            Checkpoint described = description(checkpoint.resolve(DESCRIPTION));
            return new Saved<>(described, assembly.apply(name -> Safetensors.read(checkpoint.resolve(name + STATE))));
        } catch (IOException | TalkingHeadException e) {
            if (e instanceof TalkingHeadException known && known.code() == ErrorCode.DEVICE_MEMORY) {
                throw known;
            }
            throw damaged(checkpoint, e);
        }
    }

    private static byte[] described(Checkpoint checkpoint) throws IOException {
        ObjectNode root = JSON.createObjectNode().put(FormatVersion.FIELD, VERSION);
        root.setAll((ObjectNode) JSON.valueToTree(checkpoint));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    private static Checkpoint description(Path file) throws IOException {
        if (!(JSON.readTree(BoundedFile.read(file, MAX_BYTES)) instanceof ObjectNode root)) {
            throw new IOException(file + ": it is not an object");
        }
        // The first ones had none.
        if (root.has(FormatVersion.FIELD)) {
            Optional<String> problem = FormatVersion.problem(root, VERSION);
            if (problem.isPresent()) {
                throw new IOException(problem.get());
            }
            root.remove(FormatVersion.FIELD);
        }
        return JSON.treeToValue(root, Checkpoint.class);
    }

    private static TalkingHeadException damaged(Path checkpoint, Exception cause) {
        return new TalkingHeadException(
                ErrorCode.TRAINING_INVALID,
                "cannot go on from the checkpoint " + checkpoint + ": " + cause.getMessage()
                        + "; remove it to go on from the one before, or all to start anew",
                cause);
    }

    /**
     * A checkpoint with its state.
     *
     * @param checkpoint where the training was
     * @param state what it consisted of
     */
    public record Saved<S>(Checkpoint checkpoint, S state) {}
}
