package io.talkinghead.tensorrt;

import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import java.util.Random;

/** What a check gives a network: always the same noise, of the kinds that the network takes. */
final class CheckInput {
    private static final long SEED = 20190522;
    /** Values of pictures are in -1 to 1. */
    private static final float PICTURE = 1;
    /** Of the mesh's stretch. */
    private static final float LARGEST_STRETCH = 3;
    /** How much of a place is anywhere in the picture; the rest is where it is. */
    private static final float ANYWHERE = 0.25f;

    private final Random random = new Random(SEED);
    private final int resolution;
    private final float[] values;
    private int next;

    private CheckInput(int count, int resolution) {
        this.resolution = resolution;
        values = new float[count];
    }

    /** Returns values in -1 to 1. */
    static float[] noise(int count) {
        CheckInput input = new CheckInput(count, 1);
        input.addNoise(count, PICTURE);
        return input.values;
    }

    /**
     * Returns the input of a generator. Motions are places inside the crop, each map others: were they values like those of a
     * picture, a photo would be sampled in one corner, and the choice among the maps would make no difference.
     */
    static float[] of(ModelSpec spec) {
        int resolution = spec.resolution();
        int count = spec.conditioning().inputValues(resolution);
        if (spec.conditioning().kind() != Conditioning.Kind.TURNED) {
            return noise(count);
        }
        CheckInput input = new CheckInput(count, resolution);
        input.addTurned((Conditioning.Turned) spec.conditioning());
        return input.values;
    }

    private void addTurned(Conditioning.Turned conditioning) {
        int cells = resolution / Conditioning.Turned.CELL_PX;
        addNoise(3 * resolution * resolution, PICTURE);
        addPlaces(Conditioning.Turned.SURROUND_CELLS);
        addPlaces(cells);
        addNoise(cells * cells, 1);
        addMesh(conditioning.flowSide(resolution));
    }

    /** Places where the mesh covers a pixel, and no values at all where it does not: on one half of the pixels. */
    private void addMesh(int side) {
        int plane = side * side;
        int start = next;
        addPlaces(side);
        for (int i = 0; i < plane; i++) {
            values[next++] = random.nextInt(2);
        }
        addNoise(plane, LARGEST_STRETCH);
        for (int i = 0; i < plane; i++) {
            float valid = values[start + 2 * plane + i];
            values[start + i] *= valid;
            values[start + plane + i] *= valid;
            values[start + 3 * plane + i] *= valid;
        }
    }

    private void addNoise(int count, float largest) {
        for (int i = 0; i < count; i++) {
            values[next++] = largest * (2 * random.nextFloat() - 1);
        }
    }

    private void addPlaces(int side) {
        for (int axis = 0; axis < 2; axis++) {
            for (int i = 0; i < side * side; i++) {
                float own = ((axis == 0 ? i % side : i / side) + 0.5f) / side;
                values[next++] = resolution * (own + ANYWHERE * (random.nextFloat() - own));
            }
        }
    }
}
