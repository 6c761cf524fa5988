package io.talkinghead.lab.dataset;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.base.Throwables;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.video.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Turns a folder of videos or pictures into a {@link Dataset}: finds the face in every frame, cuts it out by one crop a clip
 * and writes crops and landmarks. Landmarks are as the analyser gives them, not smoothed.
 *
 * <p><b>Folders understood:</b> videos in the folder itself, each a person of its own; {@code person/video};
 * {@code person/clip/video} as in VoxCeleb2; {@code person/pictures} as one clip; {@code person/clip/pictures}. The first folder
 * is the person, all below it together the clip.
 *
 * <p><b>Going on:</b> killed at any time, the next run skips the clips that are complete and the sources it had rejected, which
 * {@code rejected.jsonl} lists with the reasons; delete that file to try them again. At the end {@code summary.json} and
 * {@code contact-sheet.png} are written.
 *
 * <p><b>Threading:</b> {@link #run} once; {@link #cancel()} from any thread. Memory holds one picture a thread.
 *
 * <p><b>Determinism:</b> the same files, options and analyser give the same clips, whatever the number of threads.
 */
public final class Preparation {
    /** What is wrong with a source, not with this machine. */
    private static final Set<ErrorCode> SOURCE_ERRORS =
            Set.of(ErrorCode.VIDEO_UNREADABLE, ErrorCode.IMAGE_UNREADABLE, ErrorCode.IMAGE_TOO_LARGE);

    private final FaceAnalyzer analyzer;
    private final Function<Path, VideoReader> videos;
    private final PreparationOptions options;
    private boolean started;
    private volatile boolean cancelled;
    private volatile boolean failed;

    /**
     * Prepares with these means.
     *
     * @param analyzer finds the faces; not closed
     * @param videos opens a video file, or throws where no video module is on the class path
     */
    public Preparation(FaceAnalyzer analyzer, Function<Path, VideoReader> videos, PreparationOptions options) {
        this.analyzer = analyzer;
        this.videos = videos;
        this.options = options;
    }

    /**
     * Prepares.
     *
     * @param in the folder of videos or pictures
     * @param out the dataset, new or begun before
     * @throws IllegalStateException when called a second time
     * @throws TalkingHeadException {@link ErrorCode#VIDEO_UNREADABLE} when {@code in} is no folder or holds nothing to prepare,
     *     {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the dataset cannot be written, {@link ErrorCode#DATASET_INVALID} when it has
     *     another resolution or ends up without a clip, {@link ErrorCode#CANCELLED} after {@link #cancel()} or an interrupt,
     *     and whatever the analyser's engine throws; clips completed before stay
     */
    public PreparationSummary run(Path in, Path out, PreparationListener listener) {
        checkState(!started, "a preparation runs once");
        started = true;
        List<SourceClip> sources = SourceTree.find(in, out);
        if (sources.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.VIDEO_UNREADABLE,
                    "there is no video and no picture in " + in + " or the folders below it");
        }
        try (DatasetWriter dataset = DatasetWriter.open(out, options.resolution())) {
            RejectedSources rejected = RejectedSources.open(out);
            PreparationLog log = new PreparationLog(listener, rejected, sources.size());
            List<SourceClip> open = new ArrayList<>();
            for (SourceClip source : sources) {
                if (dataset.has(source.identity(), source.name()) || rejected.contains(source.key())) {
                    log.doneBefore(rejected.contains(source.key()));
                } else {
                    open.add(source);
                }
            }
            ClipMaker maker = new ClipMaker(analyzer, videos, options, dataset, this::check);
            work(open, source -> prepare(maker, source, log));
            return PreparationReport.write(out, rejected, log.problems());
        }
    }

    private Void prepare(ClipMaker maker, SourceClip source, PreparationLog log) {
        check();
        Optional<String> rejection;
        try {
            rejection = maker.make(source, problem -> log.problem(source.key(), problem));
        } catch (TalkingHeadException e) {
            if (!SOURCE_ERRORS.contains(e.code())) {
                failed = true;
                throw e;
            }
            rejection = Optional.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            failed = true;
            throw e;
        }
        log.done(source.key(), rejection);
        return null;
    }

    private void work(List<SourceClip> sources, Function<SourceClip, Void> task) {
        ExecutorService threads = Executors.newFixedThreadPool(options.threads());
        try {
            List<Future<Void>> jobs = new ArrayList<>();
            for (SourceClip source : sources) {
                jobs.add(threads.submit(() -> task.apply(source)));
            }
            Throwable first = null;
            for (Future<Void> job : jobs) {
                try {
                    job.get();
                } catch (ExecutionException e) {
                    // The others end with CANCELLED because of the one that failed.
                    first = first == null || isCancellation(first) ? e.getCause() : first;
                }
            }
            if (first != null) {
                Throwables.throwIfUnchecked(first);
                throw new IllegalStateException(first);
            }
        } catch (InterruptedException e) {
            cancelled = true;
            Thread.currentThread().interrupt();
            throw cancellation();
        } finally {
            threads.shutdown();
            awaitEnd(threads);
        }
    }

    /** The lock on the dataset must outlast the last writer. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isCancellation(Throwable failure) {
        return failure instanceof TalkingHeadException known && known.code() == ErrorCode.CANCELLED;
    }

    private void check() {
        if (cancelled || failed) {
            throw cancellation();
        }
    }

    private static TalkingHeadException cancellation() {
        return new TalkingHeadException(
                ErrorCode.CANCELLED, "the preparation was cancelled; start it again to go on where it stopped");
    }

    /** Makes the work end with {@link ErrorCode#CANCELLED} at the next frame; complete clips stay. */
    public void cancel() {
        cancelled = true;
    }
}
