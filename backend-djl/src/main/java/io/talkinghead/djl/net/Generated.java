package io.talkinghead.djl.net;

import ai.djl.ndarray.NDArray;

/** What the generator makes of a batch of N, with what training looks at on the way. Each kind of conditioning has its own. */
public sealed interface Generated {
    /** Returns what is shown, [N, 3, R, R] in [-1, 1]; of heads that turn it may reach beyond, and is clipped when shown. */
    NDArray image();

    /**
     * Of landmarks alone.
     *
     * @param image painted by the network
     */
    record Painted(NDArray image) implements Generated {}

    /**
     * Of a head that turns.
     *
     * @param image the moved photo and the change, added up
     * @param warped [N, 3, R, R], the moved photo
     * @param change [N, 3, R, R] in [-2, 2], what is added to it
     * @param motion of the photo
     */
    record Turned(NDArray image, NDArray warped, NDArray change, Motion motion) implements Generated {}

    /**
     * How a photo is moved, for R/4 x R/4 cells but for the flow.
     *
     * @param flow [N, 2, R, R], where in the photo each pixel comes from, in continuous pixels
     * @param choice [N, 4, R/4, R/4], how much each of the closed-form motions counts; sums up to 1
     * @param own [N, 2, R/4, R/4], the network's own flow, in R
     * @param occlusion [N, 1, R/4, R/4], 1 where the photo shows what is seen, 0 where it does not
     */
    record Motion(NDArray flow, NDArray choice, NDArray own, NDArray occlusion) {}
}
