package io.talkinghead.model;

import org.apiguardian.api.API;

/** Where a generator's up block doubles its resolution (nearest neighbour). */
@API(status = API.Status.STABLE, since = "0.1")
public enum Upsampling {
    /** After the second convolution, as section A.4 of the paper says. */
    BLOCK_END("block-end"),
    /** Before the first convolution, as in BigGAN and the authors' later code. */
    BLOCK_START("block-start");

    private final String id;

    Upsampling(String id) {
        this.id = id;
    }

    /** Returns the name used in {@code model.json}. */
    public String id() {
        return id;
    }
}
