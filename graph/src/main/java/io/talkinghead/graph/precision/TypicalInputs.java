package io.talkinghead.graph.precision;

import io.talkinghead.conditioning.GeneratorInput;
import io.talkinghead.conditioning.Guides;
import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.conditioning.turn.PosedFace;
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
    List<float[]> in(List<HeadPose> poses) {
        List<PreparedPhoto> photos = guides.photos();
        List<float[]> inputs = new ArrayList<>();
        for (int i = 0; i < poses.size(); i++) {
            PreparedPhoto start = photos.get((neutral + i) % photos.size());
            PosedFace target = PosedFace.of(poses.get(i).of(start.landmarks()), start.resolution());
            inputs.add(input.copy(target, guides.nearest(target)));
        }
        return inputs;
    }
}
