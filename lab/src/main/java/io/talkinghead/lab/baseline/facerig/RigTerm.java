package io.talkinghead.lab.baseline.facerig;

/** What a pose and an expression are fitted to beside landmarks. */
interface RigTerm {
    /** Nothing. */
    RigTerm NONE = new RigTerm() {
        @Override
        public double error(RigPose pose) {
            return 0;
        }

        @Override
        public void add(RigPose pose, LeastSquares equations) {
            // There is nothing to be fitted to.
        }
    };

    /** Returns the sum of the squares that a pose leaves. */
    double error(RigPose pose);

    /** Adds an equation for each of them: how they change with the unknowns of {@link RigFit#slope}. */
    void add(RigPose pose, LeastSquares equations);
}
