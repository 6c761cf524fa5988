package io.talkinghead.internal.play;

import io.talkinghead.drive.FrameTime;
import io.talkinghead.image.Frame;

/**
 * A rendered frame.
 *
 * @param time its place in time
 * @param frame the picture
 */
public record PlayedFrame(FrameTime time, Frame frame) {}
