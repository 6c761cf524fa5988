package io.talkinghead.cli.studio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The driving videos of one page, and the videos that are made with them.
 *
 * <p><b>Threading:</b> any thread.
 */
final class PageVideos implements AutoCloseable {
    private final PageFolder folder;
    private final PageWork work;
    private final Map<Integer, UploadedDriver> drivers = new LinkedHashMap<>();
    private final Map<Integer, VideoJob> jobs = new LinkedHashMap<>();
    private int made;

    PageVideos(PageFolder folder, PageWork work) {
        this.folder = folder;
        this.work = work;
    }

    /** Keeps a driving video, in place of the oldest if there are many; returns its number. */
    int bring(String name, Upload upload) {
        Path file = folder.next(UploadedDriver.endingOf(name));
        upload.toFile(file, "The video", Limits.DRIVER_BYTES);
        synchronized (this) {
            if (drivers.size() >= Limits.DRIVERS) {
                Iterator<UploadedDriver> oldest = drivers.values().iterator();
                folder.remove(oldest.next().file());
                oldest.remove();
            }
            drivers.put(++made, new UploadedDriver(name, file));
            return made;
        }
    }

    /** Begins a video; returns its number. */
    synchronized int begin(int driver, Portrait portrait, VideoOrder order) {
        UploadedDriver source = drivers.get(driver);
        if (source == null) {
            throw Refusal.notFound("driving video");
        }
        if (jobs.values().stream().anyMatch(VideoJob::isRunning)) {
            throw new Refusal(409, "A video is being rendered already. Wait for it, or cancel it.");
        }
        // The page has taken what it wants of the one before.
        jobs.values()
                .forEach(job ->
                        VideoOrder.FORMATS.forEach(format -> job.file(format).ifPresent(folder::remove)));
        jobs.clear();
        work.cancellation().check("the page");
        Numbered<Portrait> numbered = new Numbered<>(++made, portrait);
        jobs.put(made, new VideoJob(numbered, source, VideoFiles.in(folder, order), work));
        return made;
    }

    /** Returns a video. */
    synchronized VideoJob get(int number) {
        VideoJob job = jobs.get(number);
        if (job == null) {
            throw Refusal.notFound("video");
        }
        return job;
    }

    @Override
    public synchronized void close() {
        jobs.values().forEach(VideoJob::close);
    }

    /** Waits for the end of what was closed. */
    void await() {
        List<VideoJob> all;
        synchronized (this) {
            all = new ArrayList<>(jobs.values());
        }
        all.forEach(VideoJob::await);
    }
}
