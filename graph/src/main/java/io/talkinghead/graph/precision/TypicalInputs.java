package io.talkinghead.graph.precision;

import com.google.common.collect.ImmutableList;
import io.talkinghead.conditioning.GeneratorInput;
import io.talkinghead.conditioning.Guides;
import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.graph.net.PhotoGuides;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.person.Person;
import java.util.ArrayList;
import java.util.List;

/**
 * What a generator is given when a person moves, made from their own photos.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class TypicalInputs {
    private final Guides guides;
    private final GeneratorInput input;
    private final int neutral;

    TypicalInputs(ModelSpec spec, Person person) {
        guides = Guides.of(person, spec.resolution());
        input = GeneratorInput.of(spec);
        neutral = person.neutralPhoto();
    }

    /** Returns one input a pose; the poses go round the photos, from the neutral one on. */
    List<TypicalInput> in(List<HeadPose> poses) {
        List<PreparedPhoto> photos = guides.photos();
        List<TypicalInput> inputs = new ArrayList<>();
        for (int i = 0; i < poses.size(); i++) {
            PreparedPhoto start = photos.get((neutral + i) % photos.size());
            PosedFace target = PosedFace.of(poses.get(i).of(start.landmarks()), start.resolution());
            int guide = guides.indexOfNearest(target);
            inputs.add(new TypicalInput(input.copy(target, photos.get(guide)), guide));
        }
        return inputs;
    }

    /**
     * Returns what each photo guides by, in the photos' order; nothing for networks that have no such input.
     *
     * @param engine starts the embedder, which lends, with floats
     */
    List<float[]> guides(ModelBundle model, NetworkEngine engine) {
        if (model.spec().conditioning().kind() != Conditioning.Kind.TURNED) {
            return List.of();
        }
        try (PhotoGuides made = PhotoGuides.open(model, engine)) {
            return guides.photos().stream()
                    .map(photo -> made.of(photo.landmarkPicture(), photo.planes()))
                    .collect(ImmutableList.toImmutableList());
        }
    }
}
