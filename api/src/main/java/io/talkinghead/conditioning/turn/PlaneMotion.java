package io.talkinghead.conditioning.turn;

/**
 * The head's motion in the picture plane - shift of its centre, roll and scale - on and near its silhouette, fading to rest away from
 * it. At a distance d from the head's centre, r is how many silhouette radii that is:
 * {@code r^2 = d' M^-1 d}, where M is the upper left 2 x 2 of {@code s^2 Rot diag(half axis^2) Rot'}, the ellipsoid's shadow.
 *
 * <p><b>Threading:</b> one thread at a time; allocates nothing.
 */
final class PlaneMotion {
    /** Where the motion has faded to rest, in silhouette radii. */
    private static final double FADE_END = 2.1;
    /** How wide the ring is in which it fades, in silhouette radii. */
    private static final double FADE_WIDTH = 1.2;

    private double centreX;
    private double centreY;
    private double fromX;
    private double fromY;
    private double cosine;
    private double sine;
    private double shadowXx;
    private double shadowXy;
    private double shadowYy;

    private double x;
    private double y;

    /** Sets the motion that says where in the photo a place of the target comes from. */
    void set(FacePose photo, FacePose target) {
        centreX = target.centre(0);
        centreY = target.centre(1);
        fromX = photo.centre(0);
        fromY = photo.centre(1);
        double scale = photo.scale() / target.scale();
        double turn = photo.roll() - target.roll();
        cosine = scale * Math.cos(turn);
        sine = scale * Math.sin(turn);
        double xx = shadow(target, 0, 0);
        double xy = shadow(target, 0, 1);
        double yy = shadow(target, 1, 1);
        double determinant = xx * yy - xy * xy;
        shadowXx = yy / determinant;
        shadowXy = -xy / determinant;
        shadowYy = xx / determinant;
    }

    private static double shadow(FacePose pose, int i, int j) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            double reach = pose.scale() * Ellipsoid.HEAD.halfAxis(axis);
            sum += pose.rotation(i, axis) * pose.rotation(j, axis) * reach * reach;
        }
        return sum;
    }

    /** Finds where a place comes from: then {@link #x} and {@link #y} tell. */
    void find(double atX, double atY) {
        double dx = atX - centreX;
        double dy = atY - centreY;
        double squared = dx * (shadowXx * dx + 2 * shadowXy * dy) + shadowYy * dy * dy;
        if (squared >= FADE_END * FADE_END) {
            x = atX;
            y = atY;
            return;
        }
        double radii = Math.sqrt(Math.max(0, squared));
        double moved = Math.min(1, (FADE_END - radii) / FADE_WIDTH);
        x = atX + moved * (cosine * dx - sine * dy + fromX - atX);
        y = atY + moved * (sine * dx + cosine * dy + fromY - atY);
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }
}
