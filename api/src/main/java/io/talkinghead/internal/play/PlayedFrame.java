package io.talkinghead.internal.play;

import io.talkinghead.image.Frame;

/**
 * A rendered frame.
 *
 * @param index its place in time, in frames
 * @param frame the picture
 */
public record PlayedFrame(long index, Frame frame) {}
