package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.graph.feature.FeatureNetFile;
import io.talkinghead.graph.feature.VggNet;
import io.talkinghead.model.ContentWeights;
import io.talkinghead.tuning.ContentNetworks;
import java.util.List;

/** Which networks the content loss looks with, and how much each counts. */
public final class ContentTerms {
    /** The paper's w19 (ICCV version). */
    static final double VGG19 = 1.5e-1;
    /** The paper's wF. */
    static final double VGG_FACE = 2.5e-2;

    private ContentTerms() {}

    /**
     * Opens the content loss: one network that looks at the picture in general, and one that looks at faces.
     *
     * @param weights of those networks that are shipped; the paper's have the paper's
     */
    public static ContentLoss open(ContentNetworks networks, ContentWeights weights, NDManager manager, DataType type) {
        double generalWeight = networks.vgg19().isPresent() ? VGG19 : weights.inception();
        double faceWeight = networks.vggFace().isPresent() ? VGG_FACE : weights.descriptor();
        return new ContentLoss(List.of(
                new ContentLoss.Term(general(networks, manager, type), generalWeight, 0),
                new ContentLoss.Term(faces(networks, manager, type), faceWeight, facePx(networks))));
    }

    /** Opens the network that looks at the picture in general. */
    static FeatureNetwork general(ContentNetworks networks, NDManager manager, DataType type) {
        return networks.vgg19()
                .map(file -> FeatureNetwork.open(VggNet.VGG19, file, manager, type))
                .orElseGet(() -> FeatureNetwork.open(FeatureNetFile.INCEPTION, manager, type));
    }

    /** Opens the network that looks at faces. */
    static FeatureNetwork faces(ContentNetworks networks, NDManager manager, DataType type) {
        return networks.vggFace()
                .map(file -> FeatureNetwork.open(VggNet.VGG_FACE, file, manager, type))
                .orElseGet(() -> FeatureNetwork.open(FeatureNetFile.DESCRIPTOR, manager, type));
    }

    /** Returns the side of the face crops that network takes: the paper's looks at the whole picture, 0. */
    static int facePx(ContentNetworks networks) {
        return networks.vggFace().isPresent() ? 0 : FeatureNetFile.DESCRIPTOR.resolution();
    }
}
