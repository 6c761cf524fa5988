package io.talkinghead.conditioning.turn;

/**
 * An upright ellipsoid in the canonical frame: {@code ((x - centre) / half axis)^2} summed over the axes is 1.
 *
 * @param centreX to the right of the middle between the outer eye corners
 * @param centreY below it
 * @param centreZ behind it
 * @param halfWidth along x
 * @param halfHeight along y
 * @param halfDepth along z
 */
record Ellipsoid(
        double centreX, double centreY, double centreZ, double halfWidth, double halfHeight, double halfDepth) {
    /** The head with its hair, chosen by how well it carries real photos into other poses. */
    static final Ellipsoid HEAD = new Ellipsoid(0, -0.10, 0.72, 0.98, 1.30, 0.85);

    /** Returns half an axis: 0 is x, 1 y, 2 z. */
    double halfAxis(int axis) {
        return switch (axis) {
            case 0 -> halfWidth;
            case 1 -> halfHeight;
            default -> halfDepth;
        };
    }
}
