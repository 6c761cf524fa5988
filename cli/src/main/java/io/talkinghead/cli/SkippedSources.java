package io.talkinghead.cli;

import io.talkinghead.lab.dataset.PreparationListener;
import io.talkinghead.work.Progress;
import java.io.PrintWriter;

/** A preparation's progress bar, and a line for everything that could not be used. */
final class SkippedSources implements PreparationListener {
    private final WorkBar bar;
    private final PrintWriter errors;
    private int rejected;

    SkippedSources(WorkBar bar, PrintWriter errors) {
        this.bar = bar;
        this.errors = errors;
    }

    @Override
    public void progressed(Progress progress) {
        bar.progressed(progress);
        bar.tell(rejected + " rejected");
    }

    @Override
    public void rejected(String source, String reason) {
        rejected++;
        skipped(source, reason);
    }

    @Override
    public void skipped(String source, String reason) {
        errors.println("skipped " + source + ": " + reason);
        errors.flush();
    }
}
