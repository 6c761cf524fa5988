package io.talkinghead.djl.net;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What the discriminator says of a batch.
 *
 * @param score [N], unbounded
 * @param features the outputs of its blocks, the first first
 */
public record DiscriminatorOutput(NDArray score, List<NDArray> features) {}
