package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.net.Generated;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.face.Landmarks;
import io.talkinghead.tuning.ContentNetworks;
import java.util.List;
import java.util.Map;

/**
 * What heads that turn are trained by, beside a discriminator: pixels and feature networks, of the picture and, so that the flow is
 * learnt for itself, of the moved photo; and small prices for change, own flow and occlusion. Features are compared relative to the
 * target's size at each tap, so that no network needs weights of its own.
 *
 * <p><b>Threading:</b> any number of threads, until it is closed; it owns its networks.
 */
final class TurnedLoss implements Likeness {
    private static final int LEVELS = 4;
    /** Added to the size of features that are compared relative to it. */
    private static final float LEAST_SIZE = 1e-3f;

    private final FeatureNetwork general;
    private final FeatureNetwork faces;
    /** The side of the face crops, or 0 where the whole picture is looked at, and nobody is described. */
    private final int facePx;

    private TurnedLoss(FeatureNetwork general, FeatureNetwork faces, int facePx) {
        this.general = general;
        this.faces = faces;
        this.facePx = facePx;
    }

    /** Opens the loss with the shipped networks, or with the user's in their place. */
    static TurnedLoss open(ContentNetworks networks, NDManager manager, DataType type) {
        FeatureNetwork faces = networks.vggFace().isPresent()
                ? ContentTerms.faces(networks, manager, type)
                : FeatureNetwork.describing(manager, type);
        return new TurnedLoss(ContentTerms.general(networks, manager, type), faces, ContentTerms.facePx(networks));
    }

    @Override
    public NDArray of(Generated made, Batch batch) {
        return terms((Generated.Turned) made, batch).values().stream()
                .reduce(NDArray::add)
                .orElseThrow();
    }

    /** Returns all terms by name, as they count. */
    Map<String, NDArray> terms(Generated.Turned made, Batch batch) {
        ImmutableMap.Builder<String, NDArray> terms = ImmutableMap.builder();
        NDArray image = made.image();
        terms.put("pixels", weighted(8, pyramid(image, batch)));
        terms.put("warpedPixels", weighted(4, pyramid(made.warped(), batch)));
        terms.put("change", weighted(0.5, made.change().abs().mean()));
        List<NDArray> expected = Gradients.off(() -> general.features(batch.images()));
        terms.put("features", weighted(1.5, relative(general.features(image), expected)));
        terms.put("warpedFeatures", weighted(0.4, relative(general.features(made.warped()), expected)));
        putFaces(image, batch, terms);
        terms.put("ownFlow", weighted(5, made.motion().own().square().mean()));
        terms.put(
                "occlusion",
                weighted(0.02, made.motion().occlusion().mean().neg().add(1)));
        return terms.buildOrThrow();
    }

    private void putFaces(NDArray image, Batch batch, ImmutableMap.Builder<String, NDArray> terms) {
        List<NDArray> expected = Gradients.off(() -> faces.features(view(batch.images(), batch.landmarks())));
        List<NDArray> found = faces.features(view(image, batch.landmarks()));
        int stages = facePx == 0 ? found.size() : found.size() - 1;
        terms.put("faces", weighted(0.25, relative(found.subList(0, stages), expected.subList(0, stages))));
        if (facePx > 0) {
            NDArray distance = IdentityLoss.distance(Iterables.getLast(found), Iterables.getLast(expected));
            terms.put("descriptor", weighted(2, distance));
        }
    }

    private static NDArray weighted(double weight, NDArray term) {
        return TorchArrays.scaled(term, weight);
    }

    /** The mean absolute difference at full, half, quarter and eighth size, each pixel as much as it counts. */
    private static NDArray pyramid(NDArray made, Batch batch) {
        NDArray difference = made.sub(batch.images());
        NDArray weights = batch.regions();
        NDArray sum = difference.abs().mul(weights).mean();
        for (int k = 1; k < LEVELS; k++) {
            difference = halved(difference);
            weights = halved(weights);
            sum = sum.add(difference.abs().mul(weights).mean());
        }
        return TorchArrays.scaled(sum, 1.0 / LEVELS);
    }

    private static NDArray relative(List<NDArray> found, List<NDArray> expected) {
        NDArray sum = relative(found.get(0), expected.get(0));
        for (int tap = 1; tap < found.size(); tap++) {
            sum = sum.add(relative(found.get(tap), expected.get(tap)));
        }
        return sum;
    }

    private static NDArray relative(NDArray found, NDArray expected) {
        NDArray size = Gradients.off(() -> expected.abs().mean().add(LEAST_SIZE));
        return found.sub(expected).abs().mean().div(size);
    }

    /** Cuts the faces out, each as large as the network takes it. */
    private NDArray view(NDArray pictures, List<Landmarks> landmarks) {
        return facePx == 0 ? pictures : FaceView.of(pictures, landmarks, facePx);
    }

    @Override
    public void close() {
        general.close();
        faces.close();
    }

    /** Returns pictures of half the size. */
    private static NDArray halved(NDArray x) {
        Shape two = new Shape(2, 2);
        return x.getNDArrayInternal().avgPool(two, two, new Shape(0, 0), false, true);
    }
}
