package io.talkinghead.tuning;

import io.talkinghead.person.Person;
import org.apiguardian.api.API;

/**
 * A tuned person, and how the tuning went.
 *
 * @param person with an identity of {@link io.talkinghead.person.Identity.Tuned}
 * @param report curve, choice and time
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Tuning(Person person, TuningReport report) {}
