package io.talkinghead.lab.training;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How far a training has come.
 *
 * @param step updates done, those of earlier runs included
 * @param steps updates in all
 * @param losses means over the steps since the last progress
 * @param perStep time of one of them
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TrainingProgress(long step, long steps, TrainingLosses losses, Duration perStep) {}
