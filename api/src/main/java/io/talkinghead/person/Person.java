package io.talkinghead.person;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.run.JavaMemory;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Weights;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A person as a model knows them: identity, reference photos and where they come from.
 *
 * <p><b>Threading:</b> immutable as long as nobody writes to the arrays of the identity or the photos.
 *
 * @param modelName the model that made this person
 * @param modelId the sha256 of that model's weights
 * @param identity embedding, or psi with tuned weights
 * @param photos 1-32 photos
 * @param neutralPhoto index of the photo with the most neutral face: relative motion starts from it
 * @param provenance free facts such as the backend, the library's version and the photos' names
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Person(
        String modelName,
        String modelId,
        Identity identity,
        List<ReferencePhoto> photos,
        int neutralPhoto,
        Map<String, String> provenance) {
    /** The largest number of photos. */
    public static final int MAX_PHOTOS = 32;

    /** Checks and copies. */
    public Person {
        checkArgument(
                !photos.isEmpty() && photos.size() <= MAX_PHOTOS,
                "a person has 1 to %s photos, not %s",
                MAX_PHOTOS,
                photos.size());
        checkElementIndex(neutralPhoto, photos.size(), "neutralPhoto");
        photos = List.copyOf(photos);
        provenance = ImmutableMap.copyOf(provenance);
    }

    /**
     * Opens a saved person.
     *
     * @throws TalkingHeadException {@link ErrorCode#PERSON_INVALID} naming the file and what is wrong with it
     */
    public static Person open(Path file) {
        return JavaMemory.enoughFor("the person " + file, () -> PersonFile.open(file));
    }

    /**
     * Reads a saved person to the end of a stream, which stays open.
     *
     * @throws TalkingHeadException {@link ErrorCode#PERSON_INVALID} saying what is wrong with it
     */
    public static Person read(InputStream in) {
        return JavaMemory.enoughFor("the person in the stream", () -> PersonFile.read(in));
    }

    /**
     * Saves this person: a zip of {@code person.json} (landmarks, model, provenance), {@code identity.safetensors} (embedding, or
     * psi and tuned weights) and the photos as PNG. A head of it renders the same bytes as before. The same person gives the same
     * file. An existing file is replaced atomically; if that fails, it stays as it was.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the file cannot be written
     */
    public void save(Path file) {
        try {
            PersonFile.save(this, file);
        } catch (OutOfMemoryError e) {
            throw JavaMemory.tooLittleFor("saving the person to " + file, e);
        }
    }

    /**
     * Writes what {@link #save} writes to a stream, which stays open.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the stream fails
     */
    public void write(OutputStream out) {
        PersonFile.write(this, out);
    }

    /**
     * Checks that a model is the one this person was made with, and that their identity fits it.
     *
     * @throws TalkingHeadException {@link ErrorCode#PERSON_OF_OTHER_MODEL} when it is another,
     *     {@link ErrorCode#PERSON_INVALID} when a length or shape is not the model's
     */
    public void checkModel(ModelBundle model) {
        if (!modelId.equals(model.id())) {
            throw new TalkingHeadException(
                    ErrorCode.PERSON_OF_OTHER_MODEL,
                    "the person was made with the model " + modelName + " (" + modelId + "), not with " + model.name()
                            + " (" + model.id()
                            + "); open it with its own model, or make the person again from photos");
        }
        if (identity instanceof Identity.Embedded embedded) {
            checkLength("embedding", embedded.embedding().length, model.spec().embedding());
        } else if (identity instanceof Identity.Tuned tuned) {
            checkLength("psi", tuned.psi().length, model.spec().adaptiveParameters());
            checkTuned(tuned.generator(), ParameterLayout.generator(model.spec()));
        }
    }

    private static void checkTuned(Weights tuned, Map<String, List<Integer>> layout) {
        tuned.tensors().forEach((name, tensor) -> {
            List<Integer> shape = layout.get(name);
            if (shape == null) {
                throw invalid("the tensor " + name + " is none of the model's generator");
            }
            if (!tensor.shape().equals(shape)) {
                throw invalid("the tensor " + name + " has the shape " + tensor.shape() + ", not " + shape);
            }
        });
    }

    private static void checkLength(String what, int found, int expected) {
        if (found != expected) {
            throw invalid("the " + what + " has " + found + " values, the model needs " + expected);
        }
    }

    private static TalkingHeadException invalid(String problem) {
        return new TalkingHeadException(
                ErrorCode.PERSON_INVALID, "the person is damaged: " + problem + "; make the person again from photos");
    }
}
