package io.talkinghead.drive;

import java.time.Duration;
import java.util.Optional;

/** Face parameters over time. */
interface ParameterSource {
    /** Returns what is to be seen at a time since the start, not negative. */
    FaceParameters at(Duration time);

    /** Returns when the last frame starts, or nothing for a source without an end, which tells what is to be seen now. */
    Optional<Duration> last();
}
