package io.talkinghead.lab.study;

/** One answer of a participant. */
sealed interface Answer {
    /**
     * To a triplet.
     *
     * @param found whether the made picture was chosen
     */
    record Looked(String method, boolean found) implements Answer {}

    /** To a pair. */
    record Preferred(String better, String worse) implements Answer {}
}
