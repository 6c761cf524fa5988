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
        ContentLoss.Term general = networks.vgg19()
                .map(file -> new ContentLoss.Term(FeatureNetwork.open(VggNet.VGG19, file, manager, type), VGG19, 0))
                .orElseGet(() -> new ContentLoss.Term(
                        FeatureNetwork.open(FeatureNetFile.INCEPTION, manager, type), weights.inception(), 0));
        // The paper's looks at the whole crop, dlib's was trained on faces cut out its own way.
        ContentLoss.Term faces = networks.vggFace()
                .map(file ->
                        new ContentLoss.Term(FeatureNetwork.open(VggNet.VGG_FACE, file, manager, type), VGG_FACE, 0))
                .orElseGet(() -> new ContentLoss.Term(
                        FeatureNetwork.open(FeatureNetFile.DESCRIPTOR, manager, type),
                        weights.descriptor(),
                        FeatureNetFile.DESCRIPTOR.resolution()));
        return new ContentLoss(List.of(general, faces));
    }
}
