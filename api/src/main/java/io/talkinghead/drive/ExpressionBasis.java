package io.talkinghead.drive;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.face.Landmarks;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * How far each landmark moves with each movement of a face, at its full strength.
 *
 * <p>Measured on the head mesh of ICT FaceKit (Li et al., "Learning Formation of Physically-Based Face Attributes", CVPR 2020; MIT), whose
 * 68 landmark vertices were brought to the canonical face by its stable points; each movement and its mirror image were averaged, and
 * landmarks of other parts of the face left out.
 *
 * <p><b>Data:</b> the canonical frame: x to the right, y down, z away from the viewer, in distances of the outer eye corners. Left and
 * right in the names are the person's, as ARKit has them.
 *
 * <p><b>Threading:</b> immutable.
 */
final class ExpressionBasis {
    /** The only one. */
    static final ExpressionBasis ICT = load("expression-basis.safetensors");

    private final ImmutableMap<String, float[]> movements;

    private ExpressionBasis(ImmutableMap<String, float[]> movements) {
        this.movements = movements;
    }

    private static ExpressionBasis load(String name) {
        try (InputStream in = ExpressionBasis.class.getResourceAsStream(name)) {
            checkState(in != null, "the library's own file %s is missing", name);
            Weights file = Safetensors.read(ByteBuffer.wrap(in.readAllBytes()), name);
            ImmutableMap.Builder<String, float[]> movements = ImmutableMap.builder();
            for (Map.Entry<String, Tensor> entry : file.tensors().entrySet()) {
                String movement = entry.getKey();
                Tensor tensor = entry.getValue();
                checkState(
                        tensor.shape().equals(List.of(Landmarks.COUNT, 3)),
                        "%s has the shape %s",
                        movement,
                        tensor.shape());
                movements.put(movement, tensor.toFloats());
            }
            return new ExpressionBasis(movements.buildOrThrow());
        } catch (IOException e) {
            throw new UncheckedIOException("the library's own file " + name + " cannot be read", e);
        }
    }

    /** Adds a movement to landmarks' displacements, {@code [point][axis]}. */
    void add(String movement, double weight, double[][] displacement) {
        float[] full = movements.get(movement);
        checkState(full != null, "there is no movement %s", movement);
        for (int i = 0; i < Landmarks.COUNT; i++) {
            for (int axis = 0; axis < 3; axis++) {
                displacement[i][axis] += weight * full[3 * i + axis];
            }
        }
    }
}
