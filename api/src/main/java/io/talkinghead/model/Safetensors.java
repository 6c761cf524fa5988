package io.talkinghead.model;

import java.nio.file.Path;

/** Reads and writes safetensors files. */
public final class Safetensors {
    private Safetensors() {}

    /** Reads a file. */
    public static Weights read(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }

    /** Writes a file. */
    public static void write(Path file, Weights weights) {
        throw new UnsupportedOperationException(file + "" + weights);
    }
}
