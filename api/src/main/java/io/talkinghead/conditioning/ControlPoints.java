package io.talkinghead.conditioning;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;

/**
 * The 110 points that steer {@link WarpGrid}: the 68 landmarks, 10 points mirrored from the brows over the forehead, and
 * 32 fixed points along the crop's border.
 *
 * <p><b>Data:</b> pixel <em>indices</em> of an R x R crop: (0, 0) is the centre of the top-left pixel.
 *
 * <p><b>Threading:</b> one thread at a time while {@link #set} is in use, else safe to share.
 */
public final class ControlPoints {
    static final int COUNT = Landmarks.COUNT + 10 + 4 * 8;

    private static final int FIRST_BROW_POINT = FacePart.LEFT_BROW.first();
    private static final int BROW_POINTS = FacePart.LEFT_BROW.count() + FacePart.RIGHT_BROW.count();
    private static final double FOREHEAD = 0.9;
    private static final int FIRST_BORDER_POINT = Landmarks.COUNT + BROW_POINTS;
    private static final int BORDER_STEPS = 8;

    final double[] x = new double[COUNT];
    final double[] y = new double[COUNT];
    private final int resolution;

    /**
     * Makes room for the points of a crop.
     *
     * @param resolution R, the crop's side
     */
    public ControlPoints(int resolution) {
        this.resolution = resolution;
        double end = resolution - 1.0;
        int next = FIRST_BORDER_POINT;
        for (int i = 0; i < BORDER_STEPS; i++) {
            double along = end * i / BORDER_STEPS;
            next = add(next, along, 0);
            next = add(next, end, along);
            next = add(next, end - along, end);
            next = add(next, 0, end - along);
        }
    }

    /** Makes the control points of one face; see {@link #set}. */
    public static ControlPoints of(Landmarks landmarks, int resolution) {
        ControlPoints points = new ControlPoints(resolution);
        points.set(landmarks);
        return points;
    }

    /**
     * Moves the points to a face.
     *
     * @param landmarks in (continuous) pixels of the crop
     */
    public void set(Landmarks landmarks) {
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = landmarks.x(i) - 0.5;
            y[i] = landmarks.y(i) - 0.5;
        }
        setForehead();
    }

    /** Moves the points to a face of a crop of the same size. */
    void set(PosedFace face) {
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = face.x(i) - 0.5;
            y[i] = face.y(i) - 0.5;
        }
        setForehead();
    }

    /** Takes over another face's points. */
    void set(ControlPoints other) {
        System.arraycopy(other.x, 0, x, 0, COUNT);
        System.arraycopy(other.y, 0, y, 0, COUNT);
    }

    private void setForehead() {
        int next = Landmarks.COUNT;
        for (int brow = FIRST_BROW_POINT; brow < FIRST_BROW_POINT + BROW_POINTS; brow++) {
            x[next] = x[brow] + FOREHEAD * (x[brow] - x[FacePoints.NOSE_TIP]);
            y[next] = y[brow] + FOREHEAD * (y[brow] - y[FacePoints.NOSE_TIP]);
            next++;
        }
    }

    /** Returns R, the crop's side. */
    public int resolution() {
        return resolution;
    }

    private int add(int index, double px, double py) {
        x[index] = px;
        y[index] = py;
        return index + 1;
    }
}
