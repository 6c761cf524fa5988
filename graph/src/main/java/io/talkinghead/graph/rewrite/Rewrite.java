package io.talkinghead.graph.rewrite;

/** An exact change of a graph: the same function of the same inputs, computed in fewer steps. */
interface Rewrite {
    /** Changes what it recognises, and nothing else. */
    void apply(Draft draft);
}
