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
 * The losses of meta-learning and fine-tuning put together (paper, section 3.3): how alike the pictures are, and what the
 * discriminator says of what users see.
 */
public final class HeadLosses implements AutoCloseable {
    private final HeadNetworks networks;
    private final Likeness likeness;
    private final AdversarialWeights adversarial;

    private HeadLosses(HeadNetworks networks, Likeness likeness) {
        this.networks = networks;
        this.likeness = likeness;
        adversarial = AdversarialWeights.of(networks.spec());
    }

    /**
     * Opens the losses.
     *
     * @param weights of the shipped networks; heads that turn have weights of their own
     * @throws TalkingHeadException {@link ErrorCode#WEIGHTS_INVALID} when a file of the user's is not what it should be
     */
    public static HeadLosses open(
            HeadNetworks networks, ContentNetworks content, ContentWeights weights, NDManager manager) {
        Likeness likeness = switch (networks.spec().conditioning().kind()) {
            case LANDMARKS -> new PaintedLikeness(ContentTerms.open(content, weights, manager, DataType.FLOAT32));
            case TURNED -> TurnedLoss.open(content, manager, DataType.FLOAT32);
        };
        return new HeadLosses(networks, likeness);
    }

    /**
     * Returns what the generator is trained by.
     *
     * @param rows W_i of the batch, [N, e] or [1, e]; needed by a discriminator only
     * @param discriminator the discriminator's weights, constants; without them there is no adversarial term
     */
    public Terms ofGenerator(
            Generated made, Batch batch, @Nullable NDArray rows, @Nullable Map<String, NDArray> discriminator) {
        NDArray alike = ofLikeness(made, batch);
        if (discriminator == null) {
            return new Terms(alike, alike, null);
        }
        NDArray identities = requireNonNull(rows, "a discriminator judges by identity rows");
        DiscriminatorOutput real =
                networks.discriminate(batch.landmarkPictures(), batch.images(), identities, discriminator);
        DiscriminatorOutput fake =
                networks.discriminate(batch.landmarkPictures(), made.image(), identities, discriminator);
        NDArray judged = TorchArrays.scaled(HingeLoss.ofGenerator(fake.score()), adversarial.hinge())
                .add(TorchArrays.scaled(
                        FeatureMatching.between(real.features(), fake.features()), adversarial.features()));
        return new Terms(alike.add(judged), alike, judged);
    }

    /** Returns the part that needs no discriminator: how alike the pictures are. */
    public NDArray ofLikeness(Generated made, Batch batch) {
        return likeness.of(made, batch);
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
        likeness.close();
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
