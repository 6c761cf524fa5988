package io.talkinghead.engine;

/** With what numbers a generator computes; all other networks compute with 32-bit floats. */
public enum Precision {
    /** Floats: 32 bits, the specification's own results; TensorRT has a setting of its own for 16. On every backend. */
    FLOAT32,
    /**
     * 8-bit integers in the larger convolutions: faster, nearly the same pictures. For backends with
     * {@link Capability#GENERATE_INT8}, and only where the person's own photos show that the difference is small.
     */
    INT8
}
