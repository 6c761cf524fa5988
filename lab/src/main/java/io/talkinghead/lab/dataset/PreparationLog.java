package io.talkinghead.lab.dataset;

import com.google.common.base.Stopwatch;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts what is done and tells the listener.
 *
 * <p><b>Threading:</b> a lock admits one thread at a time.
 */
final class PreparationLog {
    private final PreparationListener listener;
    private final RejectedSources rejected;
    private final int total;
    private final Stopwatch watch = Stopwatch.createStarted();
    private final Map<String, String> problems = new TreeMap<>();
    private int before;
    private int done;
    private int rejections;

    PreparationLog(PreparationListener listener, RejectedSources rejected, int total) {
        this.listener = listener;
        this.rejected = rejected;
        this.total = total;
    }

    synchronized void doneBefore(boolean wasRejected) {
        before++;
        rejections += wasRejected ? 1 : 0;
    }

    synchronized void problem(String source, String reason) {
        problems.merge(source, reason, (old, added) -> old + "; " + added);
        listener.skipped(source, reason);
    }

    synchronized void done(String source, Optional<String> rejection) {
        rejection.ifPresent(reason -> {
            rejected.add(source, reason);
            rejections++;
            listener.skipped(source, reason);
        });
        done++;
        int left = total - before - done;
        Duration time = watch.elapsed().multipliedBy(left).dividedBy(done);
        listener.progressed(new PreparationProgress(total, before + done, rejections, Optional.of(time)));
    }

    synchronized Map<String, String> problems() {
        return new TreeMap<>(problems);
    }
}
