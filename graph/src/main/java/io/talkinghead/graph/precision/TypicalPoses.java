package io.talkinghead.graph.precision;

import com.google.common.collect.ImmutableList;

/** Where a head is taken in conversation: turned, nodding, tilted, nearer and further, speaking and blinking. Always the same. */
final class TypicalPoses {
    /** The poses whose ranges are noted; the first is that of the photo itself. */
    static final ImmutableList<HeadPose> CALIBRATION = ImmutableList.of(
            new HeadPose(0, 0, 0, 1, 0, 0, 0, 0),
            new HeadPose(20, 0, 0, 1, 0.1, 0, 0.15, 0),
            new HeadPose(-20, 0, 0, 1, -0.1, 0, 0, 1),
            new HeadPose(0, 14, 0, 1, 0, 0.1, 0.3, 0),
            new HeadPose(0, -14, 0, 1, 0, -0.1, 0, 0),
            new HeadPose(0, 0, 12, 1, 0.15, 0, 0.1, 0.5),
            new HeadPose(0, 0, -12, 1, -0.15, 0, 0.3, 1),
            new HeadPose(0, 0, 0, 1.1, 0, 0.05, 0.15, 0),
            new HeadPose(0, 0, 0, 0.9, 0, -0.05, 0, 0.5),
            new HeadPose(30, 8, 4, 1, 0.2, 0, 0, 0),
            new HeadPose(-30, -8, -4, 1, -0.2, 0, 0.3, 0),
            new HeadPose(0, 0, 0, 1, 0, 0, 0, 1),
            new HeadPose(0, 0, 0, 1, 0, 0, 0.4, 0),
            new HeadPose(12, -8, 6, 1.05, 0.2, -0.1, 0.2, 0),
            new HeadPose(-12, 8, -6, 0.95, -0.2, 0.1, 0.1, 0.5),
            new HeadPose(5, 5, 0, 1, 0, 0, 0.05, 0.2));

    /** Other poses, to judge by. */
    static final ImmutableList<HeadPose> JUDGED = ImmutableList.of(
            new HeadPose(14, -6, 3, 1.02, 0.05, 0, 0.22, 0),
            new HeadPose(-16, 5, -8, 1, -0.1, 0.05, 0, 0.7),
            new HeadPose(3, 10, 5, 0.96, 0.1, 0.05, 0.33, 0),
            new HeadPose(-6, -10, 0, 1.06, 0, -0.1, 0.08, 1));

    private TypicalPoses() {}
}
