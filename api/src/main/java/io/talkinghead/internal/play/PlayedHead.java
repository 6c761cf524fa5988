package io.talkinghead.internal.play;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import java.util.function.Function;

/**
 * The head that follows.
 *
 * @param neutral its neutral landmarks
 * @param renderer renders landmarks; from any thread when frames are rendered at once
 * @param oneThread whether nothing may be rendered beside the caller's thread
 */
public record PlayedHead(Landmarks neutral, Function<Landmarks, Frame> renderer, boolean oneThread) {}
