package io.talkinghead.model;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.BoundedFile;
import io.talkinghead.internal.file.ClassPathResources;
import io.talkinghead.internal.file.InsideFolder;
import io.talkinghead.internal.file.ZipArchive;
import io.talkinghead.internal.run.JavaMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A model: its specification, weights, provenance and card. On disk a folder or a zip of {@code model.json},
 * {@code weights.safetensors} and {@code MODEL_CARD.md}; on the class path the same three resources under
 * {@code META-INF/talkinghead/models/NAME/}.
 *
 * <p>Opening checks everything: format version, hashes, and that the weights are exactly the tensors of the specification,
 * all finite. For files in a jar on the class path the jar's check sums stand in for the hashes. The discriminator, which only
 * tuning needs, may be absent as a whole.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class ModelBundle {
    /** The name of the model that is used when none is chosen. */
    public static final String DEFAULT_NAME = "turning-128-open";

    private static final String DESCRIPTION = "model.json";
    private static final String WEIGHTS = "weights.safetensors";
    private static final String CARD = "MODEL_CARD.md";
    private static final long MAX_BYTES = 2L << 30;
    private static final int MAX_FILE_BYTES = Integer.MAX_VALUE - 16;

    private final ModelDescription description;
    private final String id;
    private final Weights weights;
    private final String card;

    private ModelBundle(ModelDescription description, String id, Weights weights, String card) {
        this.description = description;
        this.id = id;
        this.weights = weights;
        this.card = card;
    }

    /**
     * Makes a bundle from its parts, trained with {@link ContentWeights#calibrated}.
     *
     * @param provenance data, seed, steps, metrics and the like
     * @param card the model card, Markdown
     * @throws TalkingHeadException {@link ErrorCode#WEIGHTS_INVALID} when the weights do not fit the specification
     */
    public static ModelBundle of(
            String name, ModelSpec spec, Weights weights, Map<String, String> provenance, String card) {
        WeightsCheck.check("model " + name, spec, weights);
        byte[] encoded = encode(weights);
        ModelDescription description =
                new ModelDescription(name, spec, ContentWeights.calibrated(), ImmutableMap.of(), provenance);
        return new ModelBundle(description, sha256(encoded), weights, card);
    }

    /**
     * Opens a bundle from a folder or a zip file.
     *
     * @throws TalkingHeadException {@link ErrorCode#MODEL_NOT_FOUND} when there is nothing at that path,
     *     {@link ErrorCode#MODEL_INVALID} or {@link ErrorCode#WEIGHTS_INVALID} naming what is wrong
     */
    public static ModelBundle open(Path bundle) {
        return JavaMemory.enoughFor("the model " + bundle, () -> opened(bundle));
    }

    private static ModelBundle opened(Path bundle) {
        if (!Files.exists(bundle)) {
            throw new TalkingHeadException(
                    ErrorCode.MODEL_NOT_FOUND, "there is no model at " + bundle + "; give its folder or zip file");
        }
        if (Files.isDirectory(bundle)) {
            InsideFolder inside = InsideFolder.of(bundle, ErrorCode.MODEL_INVALID);
            return read(bundle.toString(), name -> fromFolder(inside, bundle.resolve(name)), ModelBundle::vouchedFor);
        }
        return read(
                bundle.toString(),
                ZipArchive.read(bundle, MAX_BYTES, ErrorCode.MODEL_INVALID)::get,
                ModelBundle::vouchedFor);
    }

    /** Nobody vouches for files outside the class path. */
    private static boolean vouchedFor(String file, byte[] content) {
        return false;
    }

    private static byte @Nullable [] fromFolder(InsideFolder inside, Path file) {
        try {
            if (!Files.exists(file)) {
                return null;
            }
            inside.check(file);
            return BoundedFile.read(file, MAX_FILE_BYTES);
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.MODEL_INVALID, "cannot read " + file + ": " + e, e);
        }
    }

    /**
     * Opens a bundle by its name from the class path.
     *
     * @throws TalkingHeadException {@link ErrorCode#MODEL_NOT_FOUND} when no artifact on the class path holds it
     */
    public static ModelBundle named(String name) {
        return read(
                "model " + name,
                file -> fromClassPath(name, file),
                (file, content) -> ClassPathResources.isIntact(name, file, content));
    }

    private static byte @Nullable [] fromClassPath(String name, String file) {
        try (InputStream in = ClassPathResources.ofModel(name, file)) {
            if (in == null && file.equals(DESCRIPTION)) {
                throw new TalkingHeadException(
                        ErrorCode.MODEL_NOT_FOUND,
                        "there is no model " + name + " on the class path; add the artifact"
                                + " io.talkinghead:talkinghead-models, or open a model by its path");
            }
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.MODEL_INVALID, "cannot read " + file + " of the model " + name + ": " + e, e);
        }
    }

    /**
     * Reads a bundle.
     *
     * @param intact tells of a file and its content whether they are known to be undamaged
     */
    private static ModelBundle read(
            String source, Function<String, byte @Nullable []> files, BiPredicate<String, byte[]> intact) {
        byte[] json = require(source, DESCRIPTION, files);
        byte[] encoded = require(source, WEIGHTS, files);
        byte[] card = require(source, CARD, files);
        ModelDescription description = ModelDescription.parse(source, json);
        String id = checkedHash(source, WEIGHTS, description, encoded, intact);
        checkedHash(source, CARD, description, card, intact);
        Weights weights = Safetensors.read(ByteBuffer.wrap(encoded), source + "/" + WEIGHTS);
        WeightsCheck.check(source, description.spec(), weights);
        return new ModelBundle(description, id, weights, new String(card, StandardCharsets.UTF_8));
    }

    private static byte[] require(String source, String file, Function<String, byte @Nullable []> files) {
        byte[] content = files.apply(file);
        if (content == null) {
            throw new TalkingHeadException(ErrorCode.MODEL_INVALID, source + ": it lacks " + file);
        }
        return content;
    }

    /** Returns a file's hash as the description has it, if it is that of the content. */
    private static String checkedHash(
            String source,
            String file,
            ModelDescription description,
            byte[] content,
            BiPredicate<String, byte[]> intact) {
        String expected = description.sha256().get(file);
        if (expected != null && intact.test(file, content)) {
            return expected;
        }
        String found = sha256(content);
        if (!found.equals(expected)) {
            throw new TalkingHeadException(
                    ErrorCode.MODEL_INVALID,
                    source + ": " + file + " has the sha256 " + found + ", but " + DESCRIPTION + " says " + expected
                            + "; the file was changed or damaged");
        }
        return found;
    }

    /**
     * Writes the bundle: a zip when the name ends in {@code .zip}, else a folder.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be written
     */
    public void save(Path bundle) {
        byte[] encoded = encode(weights);
        byte[] cardBytes = card.getBytes(StandardCharsets.UTF_8);
        ModelDescription complete = new ModelDescription(
                name(),
                spec(),
                content(),
                ImmutableMap.of(WEIGHTS, sha256(encoded), CARD, sha256(cardBytes)),
                description.provenance());
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(DESCRIPTION, complete.toJson());
        contents.put(CARD, cardBytes);
        contents.put(WEIGHTS, encoded);
        if (bundle.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            ZipArchive.write(bundle, contents);
        } else {
            AtomicFile.writeAll(bundle, contents);
        }
    }

    private static byte[] encode(Weights weights) {
        List<ByteBuffer> parts = Safetensors.encode(weights);
        long length = parts.stream().mapToLong(ByteBuffer::remaining).sum();
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length));
        parts.forEach(all::put);
        return all.array();
    }

    private static String sha256(byte[] bytes) {
        return Hashing.sha256().hashBytes(bytes).toString();
    }

    /** Returns the model's name. */
    public String name() {
        return description.name();
    }

    /** Returns the sha256 of the weights file in lower-case hex: what persons are bound to. */
    public String id() {
        return id;
    }

    /** Returns the architecture. */
    public ModelSpec spec() {
        return description.spec();
    }

    /** Returns this model with other weights of the content loss recorded: those it was trained with. */
    public ModelBundle withContent(ContentWeights content) {
        ModelDescription changed =
                new ModelDescription(name(), spec(), content, description.sha256(), description.provenance());
        return new ModelBundle(changed, id, weights, card);
    }

    /** Returns how much each part of the content loss counts in tuning, as it did in the training. */
    public ContentWeights content() {
        return description.content();
    }

    /** Returns the effective weights. */
    public Weights weights() {
        return weights;
    }

    /** Returns where the weights come from: data, seed, steps, metrics. */
    public Map<String, String> provenance() {
        return ImmutableMap.copyOf(description.provenance());
    }

    /** Returns the model card, Markdown. */
    public String card() {
        return card;
    }

    @Override
    public String toString() {
        return "ModelBundle[" + name() + ", " + spec() + "]";
    }
}
