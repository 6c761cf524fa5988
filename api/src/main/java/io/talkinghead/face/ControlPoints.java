package io.talkinghead.face;

/**
 * The 110 points that steer {@link WarpGrid}: the 68 landmarks, 10 points mirrored from the brows over the forehead, and
 * 32 fixed points along the crop's border.
 *
 * <p><b>Data:</b> pixel <em>indices</em> of an R x R crop: (0, 0) is the centre of the top-left pixel.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class ControlPoints {
    static final int COUNT = Landmarks.COUNT + 10 + 32;

    private static final int FIRST_BROW_POINT = 17;
    private static final int BROW_POINTS = 10;
    private static final int NOSE_TIP = 30;
    private static final double FOREHEAD = 0.9;
    private static final int BORDER_STEPS = 8;

    final double[] x = new double[COUNT];
    final double[] y = new double[COUNT];

    private ControlPoints() {}

    /**
     * Makes the control points of one face.
     *
     * @param landmarks in (continuous) pixels of the crop
     * @param resolution R, the crop's side
     */
    public static ControlPoints of(Landmarks landmarks, int resolution) {
        ControlPoints points = new ControlPoints();
        for (int i = 0; i < Landmarks.COUNT; i++) {
            points.x[i] = landmarks.x(i) - 0.5;
            points.y[i] = landmarks.y(i) - 0.5;
        }
        int next = Landmarks.COUNT;
        for (int brow = FIRST_BROW_POINT; brow < FIRST_BROW_POINT + BROW_POINTS; brow++) {
            points.x[next] = points.x[brow] + FOREHEAD * (points.x[brow] - points.x[NOSE_TIP]);
            points.y[next] = points.y[brow] + FOREHEAD * (points.y[brow] - points.y[NOSE_TIP]);
            next++;
        }
        double end = resolution - 1.0;
        for (int i = 0; i < BORDER_STEPS; i++) {
            double along = end * i / BORDER_STEPS;
            next = points.add(next, along, 0);
            next = points.add(next, end, along);
            next = points.add(next, end - along, end);
            next = points.add(next, 0, end - along);
        }
        return points;
    }

    private int add(int index, double px, double py) {
        x[index] = px;
        y[index] = py;
        return index + 1;
    }
}
