package io.talkinghead.lab.dataset;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a preparation has come.
 *
 * @param total sources found
 * @param done sources finished, now or in an earlier run, the rejected ones included
 * @param rejected sources without a usable clip
 * @param left about how long the rest takes, once that can be told
 */
public record PreparationProgress(int total, int done, int rejected, Optional<Duration> left) {}
