package io.talkinghead.lab.dataset;

import io.talkinghead.internal.run.Steps;
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
    private final Steps sources;
    private final Map<String, String> problems = new TreeMap<>();

    PreparationLog(PreparationListener listener, RejectedSources rejected, Steps sources) {
        this.listener = listener;
        this.rejected = rejected;
        this.sources = sources;
    }

    synchronized void problem(String source, String reason) {
        problems.merge(source, reason, (old, added) -> old + "; " + added);
        listener.skipped(source, reason);
    }

    synchronized void done(String source, Optional<String> rejection) {
        rejection.ifPresent(reason -> {
            rejected.add(source, reason);
            listener.rejected(source, reason);
        });
        sources.done();
    }

    synchronized Map<String, String> problems() {
        return new TreeMap<>(problems);
    }
}
