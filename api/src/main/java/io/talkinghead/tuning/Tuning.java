package io.talkinghead.tuning;

import io.talkinghead.person.Person;

/**
 * A tuned person, and how the tuning went.
 *
 * @param person with an identity of {@link io.talkinghead.person.Identity.Tuned}
 * @param report curve, choice and time
 */
public record Tuning(Person person, TuningReport report) {}
