package io.talkinghead.face;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.image.Box;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The 68 facial landmarks of the iBUG scheme.
 *
 * <p><b>Data:</b> continuous pixels, x to the right, y down, origin at the top-left corner of the top-left pixel (pixel
 * centres at +0.5); depth z in the same unit, growing away from the camera, its origin arbitrary.
 * {@link FacePart} and {@link FacePoints} say which point is which.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Landmarks {
    /** How many points there are. */
    public static final int COUNT = 68;

    private final float[] x;
    private final float[] y;
    private final float @Nullable [] z;

    private Landmarks(float[] x, float[] y, float @Nullable [] z) {
        checkArgument(x.length == COUNT && y.length == COUNT, "68 points are needed, not %s", x.length);
        checkArgument(z == null || z.length == COUNT, "68 depths are needed");
        for (int i = 0; i < COUNT; i++) {
            checkArgument(
                    Float.isFinite(x[i]) && Float.isFinite(y[i]) && (z == null || Float.isFinite(z[i])),
                    "landmark %s is not a finite number",
                    i);
        }
        this.x = x;
        this.y = y;
        this.z = z;
    }

    /** Copies 68 flat points. */
    public static Landmarks of(float[] x, float[] y) {
        return new Landmarks(x.clone(), y.clone(), null);
    }

    /**
     * Copies 68 points with depth.
     *
     * @throws IllegalArgumentException when there are not 68 values each or one is not finite
     */
    public static Landmarks of(float[] x, float[] y, float[] z) {
        return new Landmarks(x.clone(), y.clone(), z.clone());
    }

    /** Returns the horizontal position of point {@code i}. */
    public float x(int i) {
        return x[i];
    }

    /** Returns the vertical position of point {@code i}. */
    public float y(int i) {
        return y[i];
    }

    /** Returns the depth of point {@code i}, 0 when {@link #hasDepth()} is false. */
    public float z(int i) {
        return z == null ? 0 : z[i];
    }

    /** Tells whether depths are known. */
    public boolean hasDepth() {
        return z != null;
    }

    /** Returns the smallest upright box around all points. */
    public Box box() {
        float left = Float.POSITIVE_INFINITY;
        float top = Float.POSITIVE_INFINITY;
        float right = Float.NEGATIVE_INFINITY;
        float bottom = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < COUNT; i++) {
            left = Math.min(left, x[i]);
            right = Math.max(right, x[i]);
            top = Math.min(top, y[i]);
            bottom = Math.max(bottom, y[i]);
        }
        return new Box(left, top, right - left, bottom - top);
    }

    /** Returns the distance between the outer eye corners (36 and 45) in the picture plane. */
    public double eyeDistance() {
        return distance(FacePoints.LEFT_EYE_CORNER, FacePoints.RIGHT_EYE_CORNER);
    }

    /** Returns the distance of two points in the picture plane. */
    public double distance(int i, int j) {
        return Math.hypot(x[i] - x[j], y[i] - y[j]);
    }

    /** Returns {@code (x, y, z) * scale + (dx, dy, 0)} for every point. */
    public Landmarks transformed(double scale, double dx, double dy) {
        float[] newX = new float[COUNT];
        float[] newY = new float[COUNT];
        float[] newZ = z == null ? null : new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            newX[i] = (float) (x[i] * scale + dx);
            newY[i] = (float) (y[i] * scale + dy);
            if (newZ != null) {
                newZ[i] = (float) (z(i) * scale);
            }
        }
        return new Landmarks(newX, newY, newZ);
    }

    /**
     * Returns the landmarks of the mirrored picture: left and right change places, so that each point keeps its meaning.
     *
     * @param width of the picture
     */
    public Landmarks mirrored(double width) {
        float[] toX = new float[COUNT];
        float[] toY = new float[COUNT];
        float[] toZ = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            int from = FacePoints.mirrored(i);
            toX[i] = (float) (width - x(from));
            toY[i] = y(from);
            toZ[i] = hasDepth() ? z(from) : 0;
        }
        return hasDepth() ? of(toX, toY, toZ) : of(toX, toY);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Landmarks that
                && Arrays.equals(x, that.x)
                && Arrays.equals(y, that.y)
                && Arrays.equals(z, that.z);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
        return "Landmarks[" + box() + (hasDepth() ? ", with depth]" : "]");
    }
}
