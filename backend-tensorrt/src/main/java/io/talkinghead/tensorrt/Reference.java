package io.talkinghead.tensorrt;

import com.google.common.primitives.Floats;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Generator;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What networks compute according to somebody else. */
interface Reference {
    /** Returns what {@link #run} does of a person's generator; null when it cannot tell. */
    float @Nullable [] picture(ModelBundle model, Person person, float[] input);

    /** Returns an embedding; null when it cannot tell. */
    float @Nullable [] embedding(ModelBundle model, float[] landmarkPicture, float[] photo);

    /**
     * Runs a generator on an input and returns its outputs, one behind the other; of a flow how far each pixel moves. A photo to
     * move is the beginning of the input, too: any values do.
     */
    static float[] run(Generator generator, float[] input) {
        try (Generator.Pass pass = generator.newPass()) {
            pass.flow().ifPresent(flow -> guide(generator, pass, input));
            pass.input().put(0, input);
            pass.run();
            float[] image = values(pass.image());
            int resolution = generator.spec().resolution();
            return pass.flow()
                    .map(flow -> Floats.concat(image, ways(flow, resolution)))
                    .orElse(image);
        }
    }

    private static void guide(Generator generator, Generator.Pass pass, float[] input) {
        float[] photo = Arrays.copyOf(input, pass.image().capacity());
        pass.guideBy(generator.guide(photo, photo));
    }

    private static float[] ways(FloatBuffer flow, int resolution) {
        float[] ways = values(flow);
        int plane = ways.length / 2;
        int side = (int) Math.round(Math.sqrt(plane));
        float pixel = (float) resolution / side;
        for (int i = 0; i < plane; i++) {
            ways[i] -= (i % side + 0.5f) * pixel;
            ways[plane + i] -= (Math.floorDiv(i, side) + 0.5f) * pixel;
        }
        return ways;
    }

    private static float[] values(FloatBuffer buffer) {
        float[] values = new float[buffer.capacity()];
        buffer.get(0, values);
        return values;
    }
}
