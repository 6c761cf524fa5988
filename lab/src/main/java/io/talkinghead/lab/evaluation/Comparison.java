package io.talkinghead.lab.evaluation;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.lab.comparison.MethodSource;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.dataset.DatasetIdentity;
import io.talkinghead.spi.Backend;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Compares methods as the paper's Tables 1 and 2 do: each learns the same persons from the same photos, and shows the same other frames of
 * their videos, which the same networks judge. See {@link Evaluation}, of which this is the mode {@link EvaluationMode#SELF}, for the
 * choice of frames.
 *
 * <p>What was found is kept in a folder, a file for each person, method and number of photos: a comparison that was ended, in whatever way,
 * goes on where it was, and takes further methods or numbers of photos. A method that fails does not end it; its row says why, and the next
 * run tries again.
 *
 * <p><b>Threading:</b> one thread.
 *
 * <p><b>Determinism:</b> as an evaluation's; which other methods take part, and how often it was ended, changes no measure.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Comparison {
    private final Backend backend;
    private final EvaluationOptions options;
    private final Path folder;

    /**
     * Makes a comparison.
     *
     * @param backend whose networks judge; must analyse faces and extract features; not closed
     * @param options which persons and frames; groups are not reported on
     * @param folder for what was found so far
     */
    public Comparison(Backend backend, EvaluationOptions options, Path folder) {
        this.backend = backend;
        this.options = options;
        this.folder = folder;
    }

    /**
     * Compares.
     *
     * @param dataset whose persons' mean CSIM is measured from
     * @param persons of that dataset, those to compare on: never those the methods learnt from
     * @param methods each of another name, in the order of the tables
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_EXISTS} when the folder holds a comparison of other people, with other options
     *     or of another method of the same name, {@link ErrorCode#OUTPUT_NOT_WRITABLE}, {@link ErrorCode#DATASET_INVALID} when a picture
     *     is damaged or no person has a clip long enough, {@link ErrorCode#BACKEND_LACKS_CAPABILITY} when the backend cannot judge,
     *     {@link ErrorCode#CANCELLED} when it is cancelled
     */
    public ComparisonReport run(
            Dataset dataset,
            List<DatasetIdentity> persons,
            List<MethodSource> methods,
            WorkListener listener,
            Cancellation cancellation) {
        List<DatasetClip> clips = FrameSelection.persons(persons, options);
        if (clips.isEmpty()) {
            throw FrameSelection.nobody(persons.size(), options);
        }
        ComparisonFolder found =
                ComparisonFolder.open(folder, ComparisonSettings.of(dataset, clips, options, backend.id()));
        ComparedPersons compared = ComparedPersons.of(clips, options);
        try (ComparedRuns runs = ComparedRuns.of(methods, found)) {
            long total = (long) runs.usable() * compared.size();
            Map<FrameSelection, List<ComparedRun>> missing = runs.missing(compared, found);
            long left = missing.values().stream().mapToLong(List::size).sum();
            Steps steps = Steps.after(total - left, Stage.EVALUATING, total, listener);
            ComparedFailures failures = new ComparedFailures();
            if (!missing.isEmpty()) {
                try (PictureMeasures measures = new PictureMeasures(backend)) {
                    FrameJudge judge = new FrameJudge(measures, measures.similarity(dataset.identities()));
                    new ComparedWork(found, judge, new FrameTargets(measures), failures, steps, cancellation)
                            .all(missing);
                }
            }
            return new ComparisonTables(found, compared, failures).report(runs, backend.id());
        }
    }
}
