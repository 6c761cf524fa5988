package io.talkinghead.tensorrt;

import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Generator;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What networks compute according to somebody else. */
interface Reference {
    /** Returns what {@link #run} does of a person's generator; null when it cannot tell. */
    float @Nullable [] picture(ModelBundle model, Person person, float[] input);

    /** Returns an embedding; null when it cannot tell. */
    float @Nullable [] embedding(ModelBundle model, float[] landmarkPicture, float[] photo);

    /**
     * Runs a generator on an input and returns its outputs, one behind the other. A photo to move is the beginning of the input,
     * too: any values do.
     */
    static float[] run(Generator generator, float[] input) {
        try (Generator.Pass pass = generator.newPass()) {
            List<FloatBuffer> outputs = new ArrayList<>(List.of(pass.image()));
            pass.flow().ifPresent(flow -> {
                float[] photo = Arrays.copyOf(input, pass.image().capacity());
                pass.guideBy(generator.guide(photo, photo));
                outputs.add(flow);
            });
            pass.input().put(0, input);
            pass.run();
            float[] values =
                    new float[outputs.stream().mapToInt(FloatBuffer::capacity).sum()];
            int next = 0;
            for (FloatBuffer output : outputs) {
                output.get(0, values, next, output.capacity());
                next += output.capacity();
            }
            return values;
        }
    }
}
