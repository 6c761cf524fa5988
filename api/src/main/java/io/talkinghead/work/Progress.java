package io.talkinghead.work;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * How far long work has come.
 *
 * @param stage what is being done
 * @param done steps done so far, including those of an earlier run that this one continues
 * @param total steps in all, where known
 * @param left about how long the stage will still take, if known
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Progress(Stage stage, long done, OptionalLong total, Optional<Duration> left) {}
