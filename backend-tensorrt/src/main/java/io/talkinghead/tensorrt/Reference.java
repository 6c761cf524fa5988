package io.talkinghead.tensorrt;

import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Generator;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** What networks compute according to somebody else. */
interface Reference {
    /** Returns a person's picture and, of a guided model behind it, mask for a generator's input; null when it cannot tell. */
    float @Nullable [] picture(ModelBundle model, Person person, float[] input);

    /** Returns an embedding; null when it cannot tell. */
    float @Nullable [] embedding(ModelBundle model, float[] landmarkPicture, float[] photo);

    /** Runs a generator on an input and returns its outputs, one behind the other. */
    static float[] run(Generator.Pass pass, float[] input) {
        pass.input().put(0, input);
        pass.run();
        FloatBuffer image = pass.image();
        int masked = pass.mask().map(FloatBuffer::capacity).orElse(0);
        float[] values = new float[image.capacity() + masked];
        image.get(0, values, 0, image.capacity());
        pass.mask().ifPresent(mask -> mask.get(0, values, image.capacity(), masked));
        return values;
    }
}
