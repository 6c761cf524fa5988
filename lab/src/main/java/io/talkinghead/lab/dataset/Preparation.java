package io.talkinghead.lab.dataset;

import com.google.common.base.Throwables;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Turns a folder of videos or pictures into a {@link Dataset}: finds the face in every frame, cuts it out by one crop per clip
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
 * <p><b>Threading:</b> any thread; it brings threads of its own. Memory holds one picture per thread.
 *
 * <p><b>Determinism:</b> the same files, options and analyser give the same dataset, to the byte, wherever the folder lies and
 * whatever the number of threads.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Preparation {
    private final FaceAnalyzer analyzer;
    private final Function<Path, VideoReader> videos;
    private final PreparationOptions options;

    /**
     * Makes a preparation.
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
     * @throws TalkingHeadException {@link ErrorCode#VIDEO_UNREADABLE} when {@code in} is no folder or holds nothing to prepare,
     *     {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the dataset cannot be written, {@link ErrorCode#DATASET_INVALID} when it has
     *     another resolution or ends up without a clip, {@link ErrorCode#CANCELLED}, at the next frame, when it is cancelled,
     *     and whatever the analyser's engine throws; clips completed before stay
     */
    public PreparationSummary run(Path in, Path out, PreparationListener listener, Cancellation cancellation) {
        List<SourceClip> sources = SourceTree.find(in, out);
        if (sources.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.VIDEO_UNREADABLE,
                    "there is no video and no picture in " + in + " or the folders below it");
        }
        try (DatasetWriter dataset = DatasetWriter.open(out, options.resolution())) {
            RejectedSources rejected = RejectedSources.open(out);
            List<SourceClip> open = sources.stream()
                    .filter(source ->
                            !dataset.has(source.identity(), source.name()) && !rejected.contains(source.key()))
                    .toList();
            Steps steps = Steps.after(sources.size() - open.size(), Stage.PREPARING, sources.size(), listener);
            PreparationLog log = new PreparationLog(listener, rejected, steps);
            // What fails ends the others too.
            Cancellation all = new Cancellation(cancellation);
            ClipMaker maker = new ClipMaker(analyzer, videos, options, () -> check(all));
            work(
                    open,
                    source -> log.done(
                            source.key(),
                            maker.make(
                                    source, file(in, source), dataset, problem -> log.problem(source.key(), problem))),
                    all);
            rejected.sort();
            return PreparationReport.write(out, rejected, log.problems());
        }
    }

    private static Path file(Path in, SourceClip source) {
        // Whole, so that it is nothing else in what is told of the source.
        Path folder = in.toAbsolutePath().normalize();
        return source.key().equals(".") ? folder : folder.resolve(source.key());
    }

    /** The lock on the dataset outlasts the last writer: closing the workers waits for it. */
    private void work(List<SourceClip> sources, Consumer<SourceClip> task, Cancellation all) {
        Throwable first = null;
        try (Workers workers = Workers.of("talkinghead-prepare", options.threads())) {
            List<Future<Boolean>> jobs = new ArrayList<>();
            for (SourceClip source : sources) {
                jobs.add(workers.submit(() -> {
                    try {
                        check(all);
                        task.accept(source);
                        return true;
                    } catch (RuntimeException | Error e) {
                        all.cancel();
                        throw e;
                    }
                }));
            }
            for (Future<Boolean> job : jobs) {
                try {
                    Awaited.get(job, "a source");
                } catch (RuntimeException | Error e) {
                    all.cancel();
                    // The others end with CANCELLED because of the one that failed.
                    first = first == null || isCancellation(first) ? e : first;
                }
            }
        }
        if (first != null) {
            Throwables.throwIfUnchecked(isCancellation(first) ? cancelled() : first);
        }
    }

    private static boolean isCancellation(Throwable failure) {
        return failure instanceof TalkingHeadException known && known.code() == ErrorCode.CANCELLED;
    }

    private static void check(Cancellation cancellation) {
        if (cancellation.isCancelled()) {
            throw cancelled();
        }
    }

    private static TalkingHeadException cancelled() {
        return new TalkingHeadException(
                ErrorCode.CANCELLED, "the preparation was cancelled; start it again to go on where it stopped");
    }
}
