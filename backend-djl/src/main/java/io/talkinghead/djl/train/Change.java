package io.talkinghead.djl.train;

import io.talkinghead.face.Landmarks;

/** How much a face differs between two frames: its pose, and more than its few points would count, eyes and mouth. */
final class Change {
    private static final int[][] LIDS = {{37, 41}, {38, 40}, {43, 47}, {44, 46}};
    private static final int[][] LIPS = {{61, 67}, {62, 66}, {63, 65}};

    private Change() {}

    /** Returns a number without unit that grows with the change. */
    static double between(Landmarks a, Landmarks b) {
        double eyes = Math.max(1e-6, a.eyeDistance());
        return (a.poseDistance(b)
                        + 4 * Math.abs(gap(a, LIDS) - gap(b, LIDS))
                        + 2 * Math.abs(gap(a, LIPS) - gap(b, LIPS)))
                / eyes;
    }

    private static double gap(Landmarks face, int[][] pairs) {
        double sum = 0;
        for (int[] pair : pairs) {
            sum += face.distance(pair[0], pair[1]);
        }
        return sum / pairs.length;
    }
}
