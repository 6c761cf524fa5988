package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/** pix2pixHD as functions of arrays. */
final class Pix2pixHdNetworks {
    private Pix2pixHdNetworks() {}

    /**
     * Draws frames.
     *
     * @param landmarkPictures [N, 3, R, R] in [-1, 1]
     * @return [N, 3, R, R] in [-1, 1]
     */
    static NDArray generate(LayerNetwork generator, NDArray landmarkPictures) {
        return generator.apply(Pix2pixHdTables.LAST, Pix2pixHdTables.BODY.apply(generator, landmarkPictures));
    }

    /**
     * Judges frames with the landmark pictures they were drawn from.
     *
     * @return of each scale, whole size first, what each of its layers makes; the last are scores
     */
    static List<List<NDArray>> judge(LayerNetwork discriminator, NDArray landmarkPictures, NDArray frames) {
        NDArray seen = NDArrays.concat(new NDList(landmarkPictures, frames), 1);
        List<List<NDArray>> scales = new ArrayList<>();
        for (int scale = 0; scale < Pix2pixHdTables.SCALES; scale++) {
            List<NDArray> values = new ArrayList<>();
            NDArray x = scale == 0 ? seen : halved(seen);
            for (int layer = 0; layer < Pix2pixHdTables.PATCH_LAYERS; layer++) {
                x = discriminator.apply(Pix2pixHdTables.patch(scale, layer), x);
                values.add(x);
            }
            scales.add(values);
        }
        return scales;
    }

    private static NDArray halved(NDArray x) {
        Shape two = new Shape(2, 2);
        return x.getNDArrayInternal().avgPool(two, two, new Shape(0, 0), false, true);
    }
}
