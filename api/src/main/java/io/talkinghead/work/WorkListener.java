package io.talkinghead.work;

import org.apiguardian.api.API;

/**
 * Hears how far long work has come. Called on the working thread; must return soon. What it throws ends the work.
 *
 * <p>Work that has more to report has a listener of its own, which extends this one.
 */
@API(status = API.Status.STABLE, since = "0.1")
@FunctionalInterface
public interface WorkListener {
    /** A listener that does nothing. */
    WorkListener NONE = progress -> {};

    /** Some work was done. */
    void progressed(Progress progress);
}
