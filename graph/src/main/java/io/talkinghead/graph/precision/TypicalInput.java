package io.talkinghead.graph.precision;

/**
 * What a generator is given for a picture.
 *
 * @param values of its input
 * @param guide the place of the photo that guides it among the person's
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record TypicalInput(float[] values, int guide) {}
