package io.talkinghead.internal.head;

import io.talkinghead.internal.engine.EngineSource;
import io.talkinghead.marks.Marks;
import io.talkinghead.person.Framing;

/**
 * How a head is made, whoever it shows: what a head made of another one has in common with it.
 *
 * @param engine where it gets its engine
 * @param framing crop or full photo
 * @param sizePx the side of the crop or the longer side of the full photo in pixels, 0 for the photo's own, enlarged where that is small
 * @param marks how its pictures are marked
 */
public record HeadPlan(EngineSource engine, Framing framing, int sizePx, Marks marks) {}
