package io.talkinghead.internal.play;

import io.talkinghead.drive.Driver;
import io.talkinghead.face.Landmarks;
import java.util.Optional;

/**
 * Who is moved, and how drivers are followed.
 *
 * @param neutral their neutral landmarks
 * @param rules for the driver that is played; others are followed likewise
 */
public record PlayedPerson(Landmarks neutral, PlayRules rules) {
    /** Returns the rules for another driver, a part of whose motion is taken: what it becomes part of has the strength. */
    PlayRules rulesFor(Driver driver) {
        return new PlayRules(driver.name(), rules.motion(), rules.noFace(), rules.smoothing(), Optional.empty(), 1);
    }
}
