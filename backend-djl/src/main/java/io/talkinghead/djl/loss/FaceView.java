package io.talkinghead.djl.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.program.GridSampling;
import io.talkinghead.face.DescriptorCrop;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.SquareCrop;
import java.util.List;

/** Faces cut out of pictures as the face descriptor takes them, with gradients towards the pictures. */
final class FaceView {
    private FaceView() {}

    /**
     * Cuts the faces out.
     *
     * @param pictures [N, 3, R, R]
     * @param landmarks of each, in pixels
     * @param facePx S
     * @return [N, 3, S, S]
     */
    static NDArray of(NDArray pictures, List<Landmarks> landmarks, int facePx) {
        double resolution = pictures.getShape().get(2);
        float[] places = new float[2 * landmarks.size() * facePx * facePx];
        int at = 0;
        for (Landmarks face : landmarks) {
            SquareCrop crop = DescriptorCrop.squareAround(face);
            for (int i = 0; i < facePx * facePx; i++) {
                double x = crop.left() + (i % facePx + 0.5) / facePx * crop.side();
                double y = crop.top() + (Math.floorDiv(i, facePx) + 0.5) / facePx * crop.side();
                places[at++] = (float) (2 * x / resolution - 1);
                places[at++] = (float) (2 * y / resolution - 1);
            }
        }
        Shape shape = new Shape(landmarks.size(), facePx, facePx, 2);
        return GridSampling.of(pictures, TorchArrays.of(pictures.getManager(), places, shape, pictures.getDataType()));
    }
}
