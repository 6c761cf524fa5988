package io.talkinghead.tuning;

import io.talkinghead.person.Person;

/**
 * A tuned person and how they came about.
 *
 * @param person with an identity of {@link io.talkinghead.person.Identity.Tuned}
 * @param report curve, choice and time
 */
public record Tuning(Person person, TuningReport report) {}
