package io.talkinghead.djl.net;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * What the generator makes of a batch, values in [-1, 1].
 *
 * @param picture [N, 3, R, R], painted by the network itself
 * @param image [N, 3, R, R], what is shown: of a guided model the composite of picture and warped photo, else the picture
 * @param mask [N, 1, R, R], the warped photo's weight in the composite, 0-1; nothing where there is no guide
 */
public record Generated(
        NDArray picture, NDArray image, @Nullable NDArray mask) {}
