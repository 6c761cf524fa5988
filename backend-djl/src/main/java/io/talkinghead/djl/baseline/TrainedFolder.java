package io.talkinghead.djl.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Maps;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.BoundedFile;
import io.talkinghead.internal.file.FormatVersion;
import io.talkinghead.internal.file.JsonTree;
import io.talkinghead.lab.comparison.BaselineSize;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a training leaves to be used: {@code method.json}, and the weights in a file that has their hash in its name. The description is
 * written last: a program killed at any moment leaves the weights before or the new ones, whole.
 *
 * @param folder of the training
 */
record TrainedFolder(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(TrainedFolder.class);

    private static final String DESCRIPTION = "method.json";
    private static final String PREFIX = "weights-";
    private static final String SUFFIX = ".safetensors";
    private static final int VERSION = 1;
    private static final int MAX_BYTES = 1 << 20;

    /** Those that a plan may have. */
    private static final List<Integer> RESOLUTIONS = List.of(128, 256);

    /** Replaces what is there. */
    void write(Description description, Weights weights) {
        String hash = hash(weights);
        Path file = folder.resolve(PREFIX + hash + SUFFIX);
        Safetensors.write(file, weights);
        ObjectNode root = JsonTree.object()
                .put(FormatVersion.FIELD, VERSION)
                .put("method", description.method)
                .put("size", description.size.name().toLowerCase(Locale.ROOT))
                .put("resolution", description.resolution)
                .put("steps", description.steps)
                .put("weightsSha256", hash);
        AtomicFile.write(folder.resolve(DESCRIPTION), root.toPrettyString());
        removeOthers(file);
    }

    private void removeOthers(Path kept) {
        try {
            for (Path file : weightFiles()) {
                if (!file.equals(kept)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "cannot remove older weights from " + folder + ": " + e + "; check the folder's rights",
                    e);
        }
    }

    private List<Path> weightFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
                    })
                    .toList();
        }
    }

    private static String hash(Weights weights) {
        Hasher hasher = Hashing.sha256().newHasher();
        for (ByteBuffer part : Safetensors.encode(weights)) {
            hasher.putBytes(part);
        }
        return hasher.hash().toString();
    }

    /** Tells whether there is anything to be used. */
    boolean isThere() {
        return Files.exists(folder.resolve(DESCRIPTION));
    }

    /**
     * Reads what is there.
     *
     * @param wanted the method
     * @throws TalkingHeadException {@link ErrorCode#MODEL_INVALID} when it is of another method, damaged, or nothing is there
     */
    Trained read(String wanted) {
        JsonNode root = description(wanted);
        int resolution = number(root, "resolution");
        // The shapes of the weights do not tell, and what is no power of two fails in the middle of a picture.
        if (!RESOLUTIONS.contains(resolution)) {
            throw invalid(DESCRIPTION + " has a resolution of " + resolution + ", not one of " + RESOLUTIONS);
        }
        Description description = new Description(wanted, size(text(root, "size")), resolution, number(root, "steps"));
        return new Trained(description, weights(hash(root)));
    }

    /**
     * Returns the SHA-256 that the weights are to have, without reading them.
     *
     * @param wanted the method
     * @throws TalkingHeadException {@link ErrorCode#MODEL_INVALID} when it is of another method, or nothing is there
     */
    String origin(String wanted) {
        return hash(description(wanted));
    }

    /**
     * Reads what is there.
     *
     * @param wanted the method
     * @param size that its networks need to have
     * @throws TalkingHeadException {@link ErrorCode#MODEL_INVALID} as in {@link #read(String)}, and when it is of another size
     */
    Trained read(String wanted, BaselineSize size) {
        Trained trained = read(wanted);
        if (trained.description().size() != size) {
            throw invalid("it is of the size " + trained.description().size() + ", not " + size);
        }
        return trained;
    }

    private JsonNode description(String wanted) {
        if (!isThere()) {
            throw invalid("it holds no " + DESCRIPTION + "; train " + wanted + " into it first");
        }
        JsonNode root = description();
        String method = text(root, "method");
        if (!method.equals(wanted)) {
            throw invalid("it holds the method " + method + ", not " + wanted);
        }
        return root;
    }

    private String hash(JsonNode root) {
        String hash = text(root, "weightsSha256");
        // It becomes part of a file's name.
        if (!hash.matches("[0-9a-f]{64}")) {
            throw invalid(DESCRIPTION + " has no SHA-256 of the weights");
        }
        return hash;
    }

    private JsonNode description() {
        Path file = folder.resolve(DESCRIPTION);
        try {
            JsonNode root = JsonTree.read(BoundedFile.read(file, MAX_BYTES));
            Optional<String> problem = FormatVersion.problem(root, VERSION);
            if (problem.isPresent()) {
                throw invalid(DESCRIPTION + ": " + problem.get());
            }
            return root;
        } catch (IOException e) {
            throw invalid(DESCRIPTION + " cannot be read: " + e.getMessage(), e);
        }
    }

    private String text(JsonNode root, String field) {
        JsonNode value = root.path(field);
        if (!value.isTextual()) {
            throw invalid(DESCRIPTION + " needs a text " + field);
        }
        return value.textValue();
    }

    private int number(JsonNode root, String field) {
        JsonNode value = root.path(field);
        if (!value.isInt() || value.intValue() < 0) {
            throw invalid(DESCRIPTION + " needs a whole number " + field);
        }
        return value.intValue();
    }

    private BaselineSize size(String name) {
        for (BaselineSize size : BaselineSize.values()) {
            if (size.name().toLowerCase(Locale.ROOT).equals(name)) {
                return size;
            }
        }
        throw invalid(DESCRIPTION + " names the size " + name + ", which is not known");
    }

    private Weights weights(String hash) {
        Path file = folder.resolve(PREFIX + hash + SUFFIX);
        try {
            HashCode found = MoreFiles.asByteSource(file).hash(Hashing.sha256());
            if (!found.toString().equals(hash)) {
                throw invalid(file.getFileName() + " is damaged: its SHA-256 is " + found);
            }
            return Safetensors.read(file);
        } catch (IOException e) {
            throw invalid(file.getFileName() + " cannot be read: " + e, e);
        } catch (TalkingHeadException e) {
            throw e.code() == ErrorCode.WEIGHTS_INVALID ? invalid(String.valueOf(e.getMessage()), e) : e;
        }
    }

    private TalkingHeadException invalid(String problem) {
        return new TalkingHeadException(ErrorCode.MODEL_INVALID, "the trained method in " + folder + ": " + problem);
    }

    private TalkingHeadException invalid(String problem, Exception cause) {
        return new TalkingHeadException(
                ErrorCode.MODEL_INVALID, "the trained method in " + folder + ": " + problem, cause);
    }

    /** Checks that weights are those of a method, by name and shape. */
    void check(Weights weights, LayerTable table) {
        table.parameters().forEach((name, shape) -> check(weights, name, shape));
        table.statistics().forEach((name, shape) -> check(weights, name, shape));
    }

    private void check(Weights weights, String name, List<Integer> shape) {
        if (!weights.tensors().containsKey(name)) {
            throw invalid("its weights have no " + name);
        }
        List<Integer> found = weights.tensor(name).shape();
        if (!found.equals(shape)) {
            throw invalid("its " + name + " has the shape " + found + " instead of " + shape);
        }
    }

    /**
     * What the weights are of.
     *
     * @param method its id
     * @param size of its networks
     * @param resolution of its pictures
     * @param steps it was trained for
     */
    record Description(String method, BaselineSize size, int resolution, int steps) {}

    /**
     * A trained method.
     *
     * @param description what it is
     * @param weights all of them
     */
    record Trained(Description description, Weights weights) {
        /**
         * Returns weights to begin with: these, as far as name and shape are the same, in the place of what is drawn. At another resolution
         * most layers of a network are the same.
         *
         * @param drawn all weights
         */
        Weights carriedOver(Weights drawn) {
            Map<String, Tensor> taken = Maps.filterEntries(weights.tensors(), entry -> {
                Tensor fresh = drawn.tensors().get(entry.getKey());
                return fresh != null && fresh.shape().equals(entry.getValue().shape());
            });
            LOG.info(
                    "{} of {} tensors begin as trained at {} pixels for {} steps",
                    taken.size(),
                    drawn.tensors().size(),
                    description.resolution(),
                    description.steps());
            return drawn.with(new Weights(taken));
        }
    }
}
