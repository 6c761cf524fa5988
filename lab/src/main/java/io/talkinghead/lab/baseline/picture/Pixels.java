package io.talkinghead.lab.baseline.picture;

/** Lengths that are given for pictures of 256 pixels a side. */
public final class Pixels {
    private static final double GIVEN_SIDE = 256;

    private Pixels() {}

    /** Returns a length in whole pixels of a picture of another size, at least 1. */
    public static int of(double length, int side) {
        return (int) Math.max(1, Math.round(length * side / GIVEN_SIDE));
    }
}
