package io.talkinghead.model;

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

    /** Returns the channels of the generator's input. */
    int inputChannels();

    /** Returns the channels of the generator's last convolution. */
    int outputChannels();

    /** Returns {@link Kind#LANDMARKS} as this library shows it to new models. */
    static Conditioning landmarks() {
        return new Landmarks(LidVersion.V1);
    }

    /** Returns {@link Kind#GUIDED} as this library shows it to new models. */
    static Conditioning guided() {
        return new Guided(WarpVersion.MLS_V1, LidVersion.V1, false);
    }

    /** Returns {@link Kind#REFINED} as this library shows it to new models. */
    static Conditioning refined() {
        return new Guided(WarpVersion.MLS_LIDS_V3, LidVersion.V1, true);
    }

    /** The conditionings, without their versions. */
    enum Kind {
        /** The landmark picture only: the paper's system. */
        LANDMARKS("landmarks-v1"),
        /** The landmark picture and one of the person's photos, warped to the target; the output blends with that photo. */
        GUIDED("guided-v1"),
        /**
         * Guided, with what the bottleneck cannot hold led past it, and refined at full resolution: small changes to the blend,
         * such as lids that close, which see the photo's pixels.
         */
        REFINED("guided-v2");

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
        public int inputChannels() {
            return 3;
        }

        @Override
        public int outputChannels() {
            return 3;
        }
    }

    /**
     * The landmark picture with a warped photo behind it.
     *
     * @param warp how the photo is warped
     * @param lids how the lids of shut eyes are drawn, and where the photo's are warped to
     * @param refined whether the network refines the blend
     */
    record Guided(WarpVersion warp, LidVersion lids, boolean refined) implements Conditioning {
        @Override
        public Kind kind() {
            return refined ? Kind.REFINED : Kind.GUIDED;
        }

        @Override
        public int inputChannels() {
            return 6;
        }

        @Override
        public int outputChannels() {
            return 4;
        }
    }
}
