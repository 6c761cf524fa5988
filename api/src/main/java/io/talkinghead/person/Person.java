package io.talkinghead.person;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.model.ModelBundle;
import java.util.List;
import java.util.Map;

/**
 * A person as a model knows them: identity, reference photos and where they come from.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param modelName the model that made this person
 * @param modelId the sha256 of that model's weights
 * @param identity embedding, or psi with tuned weights
 * @param photos 1-32 photos
 * @param neutralPhoto index of the photo with the most neutral face: relative motion starts from it
 * @param provenance free facts such as the backend, the library's version and the photos' names
 */
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
     * Checks that a model is the one this person was made with.
     *
     * @throws TalkingHeadException {@link ErrorCode#PERSON_OF_OTHER_MODEL} when it is another
     */
    public void checkModel(ModelBundle model) {
        if (!modelId.equals(model.id())) {
            throw new TalkingHeadException(
                    ErrorCode.PERSON_OF_OTHER_MODEL,
                    "the person was made with the model " + modelName + " (" + modelId + "), not with " + model.name()
                            + " (" + model.id() + "); open it with its own model, or make the person anew from photos");
        }
    }
}
