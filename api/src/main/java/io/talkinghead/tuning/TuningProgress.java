package io.talkinghead.tuning;

import io.talkinghead.image.Frame;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * How far a tuning has come after an epoch. Losses are means over the epoch.
 *
 * @param epoch the one that has ended, from 1; 0 before the first
 * @param epochs how many there will be at most
 * @param content content loss
 * @param adversarial the generator's adversarial loss with feature matching; 0 without a discriminator
 * @param discriminator the discriminator's loss; 0 without one
 * @param heldOut content loss of the photo, or of the mirror images, held out, if any is
 * @param preview the network's picture of one of the photos, or of the first of one or two in the pose of its mirror image
 */
@API(status = API.Status.STABLE, since = "0.1")
public record TuningProgress(
        int epoch,
        int epochs,
        double content,
        double adversarial,
        double discriminator,
        OptionalDouble heldOut,
        Frame preview) {}
