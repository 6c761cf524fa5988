package io.talkinghead.spark;

import io.talkinghead.lab.dataset.PreparationListener;
import io.talkinghead.work.Progress;
import io.talkinghead.work.Stage;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Keeps what became of sources, and tells a listener.
 *
 * <p><b>Threading:</b> a lock admits one thread at a time.
 */
final class SourceLog {
    private final PreparationListener listener;
    private final long total;
    private final Map<String, String> rejections = new TreeMap<>();
    private final Map<String, String> problems = new TreeMap<>();
    private long done;

    /**
     * Begins.
     *
     * @param before how many sources were done by earlier runs
     * @param total how many there are
     */
    SourceLog(PreparationListener listener, long before, long total) {
        this.listener = listener;
        this.total = total;
        done = before;
    }

    synchronized void done(PreparedSource source) {
        for (String problem : source.problems()) {
            problems.merge(source.key(), problem, (old, added) -> old + "; " + added);
            listener.skipped(source.key(), problem);
        }
        source.rejection().ifPresent(reason -> {
            rejections.put(source.key(), reason);
            listener.rejected(source.key(), reason);
        });
        listener.progressed(new Progress(Stage.PREPARING, ++done, OptionalLong.of(total), Optional.empty()));
    }

    synchronized Map<String, String> rejections() {
        return new TreeMap<>(rejections);
    }

    synchronized Map<String, String> problems() {
        return new TreeMap<>(problems);
    }
}
