package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/** GANimation's generator as functions of arrays. */
final class GanimationNetworks {
    private GanimationNetworks() {}

    /**
     * Gives faces other expressions.
     *
     * @param pictures [N, 3, R, R] in [-1, 1]
     * @param units the expressions, [N, 17] in 0 to 1
     */
    static Drawn generate(LayerNetwork generator, NDArray pictures, NDArray units) {
        Shape shape = pictures.getShape();
        NDArray planes = units.reshape(shape.get(0), ActionUnit.COUNT, 1, 1)
                .broadcast(new Shape(shape.get(0), ActionUnit.COUNT, shape.get(2), shape.get(3)));
        NDArray x = GanimationTables.BODY.apply(generator, NDArrays.concat(new NDList(pictures, planes), 1));
        NDArray colour = generator.apply(GanimationTables.COLOUR, x);
        NDArray attention = generator.apply(GanimationTables.ATTENTION, x);
        return new Drawn(colour.add(attention.mul(pictures.sub(colour))), attention);
    }

    /**
     * What the generator makes.
     *
     * @param pictures colours where the attention is 0, the given pictures where it is 1, [N, 3, R, R]
     * @param attention [N, 1, R, R] in 0 to 1
     */
    record Drawn(NDArray pictures, NDArray attention) {}
}
