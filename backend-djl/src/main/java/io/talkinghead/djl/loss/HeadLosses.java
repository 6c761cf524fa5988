package io.talkinghead.djl.loss;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.net.DiscriminatorOutput;
import io.talkinghead.djl.net.Generated;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.model.ContentWeights;
import io.talkinghead.tuning.ContentNetworks;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The losses of meta-learning and fine-tuning put together (paper, section 3.3). A guided model's composite is what users
 * see, so content and the discriminator look at that; pixels are compared in its own picture too: measured by the composite
 * alone, it would soon only copy the warped photo.
 */
public final class HeadLosses implements AutoCloseable {
    /** L_FM's weight in the adversarial loss. */
    private static final double FEATURE_MATCHING = 10;

    private final HeadNetworks networks;
    private final ContentLoss content;
    /** The weight of {@link PixelLoss} for a guided model. */
    private final double pixels;

    private HeadLosses(HeadNetworks networks, ContentLoss content, double pixels) {
        this.networks = networks;
        this.content = content;
        this.pixels = pixels;
    }

    /**
     * Opens the losses.
     *
     * @param weights of the shipped networks and of the pixels
     * @throws TalkingHeadException {@link ErrorCode#WEIGHTS_INVALID} when a file of the user's is not what it should be
     */
    public static HeadLosses open(
            HeadNetworks networks, ContentNetworks content, ContentWeights weights, NDManager manager) {
        ContentLoss loss = ContentTerms.open(content, weights, manager, DataType.FLOAT32);
        return new HeadLosses(networks, loss, weights.pixels());
    }

    /**
     * Returns what the generator is trained by.
     *
     * @param rows W_i of the batch, [N, e] or [1, e]; needed by a discriminator only
     * @param discriminator the discriminator's weights, constants; without them there is no adversarial term
     */
    public Terms ofGenerator(
            Generated made, Batch batch, @Nullable NDArray rows, @Nullable Map<String, NDArray> discriminator) {
        NDArray likeness = ofLikeness(made, batch);
        if (discriminator == null) {
            return new Terms(likeness, likeness, null);
        }
        NDArray identities = requireNonNull(rows, "a discriminator judges by identity rows");
        DiscriminatorOutput real =
                networks.discriminate(batch.landmarkPictures(), batch.images(), identities, discriminator);
        DiscriminatorOutput fake =
                networks.discriminate(batch.landmarkPictures(), made.image(), identities, discriminator);
        NDArray adversarial = HingeLoss.ofGenerator(fake.score())
                .add(TorchArrays.scaled(FeatureMatching.between(real.features(), fake.features()), FEATURE_MATCHING));
        return new Terms(likeness.add(adversarial), likeness, adversarial);
    }

    /** Returns the part that needs no discriminator: how alike the pictures are. */
    public NDArray ofLikeness(Generated made, Batch batch) {
        NDArray likeness = content.between(made.image(), batch.images(), batch.landmarks());
        return switch (networks.spec().conditioning().kind()) {
            case LANDMARKS -> likeness;
            case GUIDED, REFINED -> likeness.add(ofPixels(made, batch));
            case TURNED -> throw new IllegalArgumentException("heads that turn are not trained here yet");
        };
    }

    private NDArray ofPixels(Generated made, Batch batch) {
        NDArray differences = PixelLoss.between(made.image(), batch.images(), batch.regions())
                .add(PixelLoss.between(made.picture(), batch.images(), batch.regions()));
        return TorchArrays.scaled(differences, pixels);
    }

    /** Returns what the discriminator is trained by; the generated pictures are constants. */
    public NDArray ofDiscriminator(NDArray images, Batch batch, NDArray rows, Map<String, NDArray> discriminator) {
        NDArray real = networks.discriminate(batch.landmarkPictures(), batch.images(), rows, discriminator)
                .score();
        NDArray fake = networks.discriminate(batch.landmarkPictures(), images.stopGradient(), rows, discriminator)
                .score();
        return HingeLoss.ofDiscriminator(real, fake);
    }

    @Override
    public void close() {
        content.close();
    }

    /**
     * A generator's loss.
     *
     * @param total what is minimised
     * @param likeness content and pixels
     * @param adversarial hinge and feature matching; nothing without a discriminator
     */
    public record Terms(
            NDArray total, NDArray likeness, @Nullable NDArray adversarial) {
        /** Returns the adversarial part's value, 0 without one. */
        public double adversarialValue() {
            return adversarial == null ? 0 : adversarial.getFloat();
        }
    }
}
