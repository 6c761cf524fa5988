package io.talkinghead.lab.training;

import org.apiguardian.api.API;

/**
 * How well a model with its averaged weights does on held-out identities, with one photo each.
 *
 * @param step the step after which it was measured
 * @param score content and pixels: the lower, the better
 * @param l1 mean absolute difference of the pictures, 0-255
 * @param warpL1 that of the photo moved without a network, on the same frames; for a model without a guide that of the photo itself
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TrainingValidation(long step, double score, double l1, double warpL1) {}
