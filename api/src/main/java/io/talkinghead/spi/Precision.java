package io.talkinghead.spi;

/** What numbers a generator computes with. */
public enum Precision {
    /** 32-bit floats, or what the device computes exactly enough. */
    FLOAT32,
    /**
     * 8-bit integers in the larger convolutions, calibrated on the person's own photos: faster on processors that multiply them,
     * and not quite the same picture. For backends that offer {@link Capability#GENERATE_INT8}.
     */
    INT8
}
