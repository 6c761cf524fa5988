package io.talkinghead.model;

/** What the generator sees of the target. */
public enum Conditioning {
    /** The landmark picture alone: the paper's system. */
    LANDMARKS("landmarks-v1", 3, 3),
    /** The landmark picture and one of the person's photos, warped to the target; the output blends with that photo. */
    GUIDED("guided-v1", 6, 4),
    /**
     * Guided by a warp that shuts eyes, with what the bottleneck cannot hold led past it, and refined at full resolution: small changes to the blend, such
     * as lids that close, which see the photo's pixels.
     */
    REFINED("guided-v2", 6, 4);

    private final String id;
    private final int inputChannels;
    private final int outputChannels;

    Conditioning(String id, int inputChannels, int outputChannels) {
        this.id = id;
        this.inputChannels = inputChannels;
        this.outputChannels = outputChannels;
    }

    /** Returns the name used in {@code model.json}. */
    public String id() {
        return id;
    }

    /** Tells whether the generator sees a photo, and gives a mask. */
    public boolean isGuided() {
        return this != LANDMARKS;
    }

    /** Returns the channels of the generator's input. */
    public int inputChannels() {
        return inputChannels;
    }

    /** Returns the channels of the generator's last convolution. */
    public int outputChannels() {
        return outputChannels;
    }
}
