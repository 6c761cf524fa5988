package io.talkinghead.internal.mark;

import java.util.OptionalInt;

/**
 * What was found of a watermark.
 *
 * @param falseAlarm an upper bound on the chance that what has no watermark looks at least as much like what has one
 * @param payload the application's bits, where there are any and they could be read
 */
public record Finding(double falseAlarm, OptionalInt payload) {}
