package io.talkinghead.cli.studio;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fine-tuning of a page's portrait: off, or at work; and the portrait as it was before.
 *
 * <p><b>Threading:</b> any thread.
 */
final class PageTuning implements AutoCloseable {
    private final PageWork work;
    private @Nullable TuningJob job;
    private @Nullable Portrait before;

    PageTuning(PageWork work) {
        this.work = work;
    }

    /** Begins; {@code tuned} takes the portrait when it is done, unless there is another one by then, and tells whether it did. */
    synchronized void begin(Portrait portrait, int epochs, Predicate<Portrait> tuned) {
        if (job != null && job.isRunning()) {
            throw new Refusal(409, "The portrait is being tuned already. Wait for it, or cancel it.");
        }
        work.cancellation().check("the page");
        // Tuning starts from the photos: an earlier tuning is not built upon.
        Portrait untuned = Optional.ofNullable(before).orElse(portrait);
        job = new TuningJob(untuned, epochs, work, result -> {
            if (tuned.test(result)) {
                keep(untuned);
            }
        });
    }

    private synchronized void keep(Portrait untuned) {
        before = untuned;
    }

    /** Returns the portrait as it was before it was tuned, which it is again then. */
    synchronized Portrait undo() {
        Portrait untuned = Optional.ofNullable(before)
                .orElseThrow(() -> new Refusal(409, "The portrait was not tuned here. There is nothing to undo."));
        before = null;
        return untuned;
    }

    /** Forgets the portrait that was: there is another one. */
    synchronized void forget() {
        close();
        before = null;
    }

    /** Ends what is at work, if anything is. */
    @Override
    public synchronized void close() {
        if (job != null) {
            job.close();
        }
    }

    /** Waits for the end of what was ended. */
    void await() {
        TuningJob last;
        synchronized (this) {
            last = job;
        }
        if (last != null) {
            last.await();
        }
    }
}
