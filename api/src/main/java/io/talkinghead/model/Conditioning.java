package io.talkinghead.model;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What the generator sees of the target, with the versions of what makes it: networks only work for what they were trained
 * on. Code that depends on it is a {@code switch} expression over {@link #kind()} without a default, so that the compiler finds
 * every place a new one needs.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.STABLE, since = "0.1")
public sealed interface Conditioning {
    /** Returns which one it is. */
    Kind kind();

    /** Returns how the lids of shut eyes are shown. */
    LidVersion lids();

    /** Returns the shape of what the generator is given for one picture of a resolution, without the batch's side. */
    List<Integer> inputShape(int resolution);

    /** Returns how many values the generator is given for one picture of a resolution. */
    default int inputValues(int resolution) {
        return inputShape(resolution).stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    }

    /** Tells whether a photo lends the generator what the embedder's first blocks make of it. */
    default boolean lends() {
        return false;
    }

    /** Returns how many pixels each side of the generator's flow has for networks of a resolution; 0 where no photo is moved. */
    default int flowSide(int resolution) {
        return 0;
    }

    /** Returns {@link Kind#LANDMARKS} as this library shows it to new models. */
    static Conditioning landmarks() {
        return new Landmarks(LidVersion.V1);
    }

    /** Returns {@link Kind#TURNED} as this library shows it to new models, with what a photo of 32 channels or more lends. */
    static Conditioning turned() {
        return new Turned(WarpVersion.TURN_V1, LidVersion.V1, List.of(16, 48, 96));
    }

    /** The conditionings, without their versions. */
    enum Kind {
        /** The landmark picture only: the paper's system. */
        LANDMARKS("landmarks-v1"),
        /**
         * The landmark picture and several closed-form motions of one of the person's photos, among which a network chooses for each
         * pixel; the embedder's own features move along, and the generator paints what the moved photo lacks.
         */
        TURNED("guided-v3");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** Returns the name used in {@code model.json}. */
        public String id() {
            return id;
        }
    }

    /**
     * The landmark picture only.
     *
     * @param lids how the lids of shut eyes are drawn
     */
    record Landmarks(LidVersion lids) implements Conditioning {
        @Override
        public Kind kind() {
            return Kind.LANDMARKS;
        }

        @Override
        public List<Integer> inputShape(int resolution) {
            return List.of(3, resolution, resolution);
        }
    }

    /**
     * The landmark picture with motions of a photo: {@link Kind#TURNED}.
     *
     * <p><b>Data:</b> what the generator is given for a picture lies one behind the other: the landmark picture, 3 x R x R; what
     * surrounds the face, 2 x 64 x 64; the turning head, 3 x R/4 x R/4; the face's mesh, 4 x F x F, F being {@link #flowSide}. The
     * photo comes with what it lends: the photo, 3 x R x R, then the maps of R/2, R/4 and R/8.
     *
     * @param warp how the motions are computed
     * @param lids how the lids of shut eyes are shown
     * @param lent how many channels of the embedder's first three blocks a photo lends to the generator, the largest map first;
     *     empty when it lends nothing
     */
    record Turned(WarpVersion warp, LidVersion lids, List<Integer> lent) implements Conditioning {
        /** How many of the embedder's blocks lend. */
        public static final int LENDING_BLOCKS = 3;
        /** Cells along each side of the map of what surrounds the face. */
        public static final int SURROUND_CELLS = 64;
        /** Pixels along each side of a cell of the map of the turning head, and of the network that chooses. */
        public static final int CELL_PX = 4;

        /** Checks that three blocks lend at least one channel each, or none does. */
        public Turned {
            checkArgument(
                    lent.isEmpty()
                            || (lent.size() == LENDING_BLOCKS && lent.stream().allMatch(channels -> channels > 0)),
                    "three blocks lend one channel or more each, or none lends any, not %s",
                    lent);
            lent = ImmutableList.copyOf(lent);
        }

        @Override
        public Kind kind() {
            return Kind.TURNED;
        }

        @Override
        public List<Integer> inputShape(int resolution) {
            int pixels = resolution * resolution;
            int side = flowSide(resolution);
            int maps = 2 * SURROUND_CELLS * SURROUND_CELLS + 3 * pixels / (CELL_PX * CELL_PX) + 4 * side * side;
            return List.of(3 * pixels + maps);
        }

        /** Returns F, the side of the flow and of the mesh. */
        @Override
        public int flowSide(int resolution) {
            return warp.fineness() * resolution;
        }

        @Override
        public boolean lends() {
            return !lent.isEmpty();
        }

        /** Returns how many values a photo and what it lends have. */
        public int guideValues(int resolution) {
            return 3 * resolution * resolution + lentValues(resolution);
        }

        /** Returns how many values a photo lends. */
        public int lentValues(int resolution) {
            int values = 0;
            for (int k = 0; k < lent.size(); k++) {
                int side = resolution >> (k + 1);
                values += lent.get(k) * side * side;
            }
            return values;
        }
    }
}
