package io.talkinghead.lab.evaluation;

/** The frames whose head is turned away from the photo that guides them by more than an angle of yaw. Each contains the next. */
enum TurnGroup {
    MORE_THAN_15(15),
    MORE_THAN_25(25),
    MORE_THAN_35(35);

    private final int degrees;

    TurnGroup(int degrees) {
        this.degrees = degrees;
    }

    /** Returns the group's name in tables, such as {@code turned 15+}. */
    String id() {
        return "turned " + degrees + "+";
    }

    /** Returns whether a frame turned by so many degrees, not negative, belongs to it. */
    boolean contains(double turnDegrees) {
        return turnDegrees > degrees;
    }
}
