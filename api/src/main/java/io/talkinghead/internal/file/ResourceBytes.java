package io.talkinghead.internal.file;

/**
 * A file of the class path, as a whole.
 *
 * @param bytes its content
 * @param intact whether its jar vouches for it. A jar's check sum costs a fiftieth of SHA-256, which Java computes slowly until it
 *     has compiled it: a tenth of a second for a model, as a program starts
 */
@SuppressWarnings("ArrayRecordComponent")
public record ResourceBytes(byte[] bytes, boolean intact) {}
