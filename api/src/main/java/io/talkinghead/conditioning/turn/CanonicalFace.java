package io.talkinghead.conditioning.turn;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.face.Landmarks;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The face in its own frame: 68 landmarks, 10 points of the forehead and the triangles between them.
 *
 * <p>The landmarks are the mean of 1 346 near-frontal faces, made symmetric. A forehead point lies above each brow point: at 0.95
 * of its x, 0.5 higher, and as deep as the front of {@link Ellipsoid#HEAD}. The triangles are the Delaunay triangulation of
 * all points' x and y; from the front their corners go clockwise on the screen, which makes
 * {@code (b - a) x (c - a)} positive with y down.
 *
 * <p><b>Data:</b> x to the right, y down, z away from the viewer; the origin lies between the outer eye corners, whose distance is
 * 1. Points 0-67 are the landmarks, 68-77 the forehead from image left to right.
 *
 * <p><b>Threading:</b> immutable.
 */
final class CanonicalFace {
    /** How many points of the forehead there are. */
    static final int FOREHEAD = 10;
    /** How many points there are. */
    static final int POINTS = Landmarks.COUNT + FOREHEAD;

    /** The only one. */
    static final CanonicalFace MEAN = load("canonical-face.safetensors");

    private static final double LEAST_AREA = 1e-4;

    private final float[] points;
    private final float[] corners;

    private CanonicalFace(float[] points, float[] corners) {
        this.points = points;
        this.corners = corners;
    }

    private static CanonicalFace load(String name) {
        try (InputStream in = CanonicalFace.class.getResourceAsStream(name)) {
            checkState(in != null, "the library's own file %s is missing", name);
            Weights file = Safetensors.read(ByteBuffer.wrap(in.readAllBytes()), name);
            float[] points = new float[3 * POINTS];
            float[] landmarks = values(file, "canonical", Landmarks.COUNT);
            System.arraycopy(landmarks, 0, points, 0, landmarks.length);
            System.arraycopy(values(file, "forehead", FOREHEAD), 0, points, landmarks.length, 3 * FOREHEAD);
            Tensor triangles = file.tensor("triangles");
            CanonicalFace face = new CanonicalFace(
                    points, values(file, "triangles", triangles.shape().get(0)));
            face.verify(name);
            return face;
        } catch (IOException e) {
            throw new UncheckedIOException("the library's own file " + name + " cannot be read", e);
        }
    }

    private static float[] values(Weights file, String name, int rows) {
        Tensor tensor = file.tensor(name);
        checkState(tensor.shape().equals(List.of(rows, 3)), "%s has the shape %s", name, tensor.shape());
        checkState(tensor.firstNonFinite().isEmpty(), "%s has values that are no numbers", name);
        return tensor.toFloats();
    }

    private void verify(String name) {
        for (int triangle = 0; triangle < triangles(); triangle++) {
            for (int k = 0; k < 3; k++) {
                float corner = corners[3 * triangle + k];
                checkState(
                        corner >= 0 && corner < POINTS && corner == Math.rint(corner),
                        "%s: triangle %s has no corner %s",
                        name,
                        triangle,
                        corner);
            }
            checkState(area(triangle) > LEAST_AREA, "%s: triangle %s is seen from behind", name, triangle);
        }
    }

    private double area(int triangle) {
        int a = corner(triangle, 0);
        int b = corner(triangle, 1);
        int c = corner(triangle, 2);
        return (at(b, 0) - at(a, 0)) * (at(c, 1) - at(a, 1)) - (at(b, 1) - at(a, 1)) * (at(c, 0) - at(a, 0));
    }

    /** Returns a coordinate of a point: axis 0 is x, 1 y, 2 z. */
    double at(int point, int axis) {
        return points[3 * point + axis];
    }

    /** Returns how many triangles there are. */
    int triangles() {
        return corners.length / 3;
    }

    /** Returns the point that is corner 0, 1 or 2 of a triangle. */
    int corner(int triangle, int k) {
        return (int) corners[3 * triangle + k];
    }
}
