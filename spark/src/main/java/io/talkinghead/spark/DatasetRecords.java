package io.talkinghead.spark;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetWriter;
import io.talkinghead.lab.dataset.PreparationReport;
import io.talkinghead.lab.dataset.PreparationSummary;
import io.talkinghead.lab.dataset.RejectedSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files of a dataset that are of no clip: kept on the driver's machine, in a dataset with only those clips that its contact sheet
 * shows, and copied out.
 *
 * <p><b>Threading:</b> one thread.
 */
final class DatasetRecords {
    private static final String DESCRIPTION = "dataset.json";

    private final HadoopDataset dataset;
    private final String out;
    private final JobFolder folder;
    private final Path local;
    private final RejectedSources rejected;

    private DatasetRecords(HadoopDataset dataset, String out, JobFolder folder, Path local) {
        this.dataset = dataset;
        this.out = out;
        this.folder = folder;
        this.local = local;
        rejected = RejectedSources.open(local);
    }

    /**
     * Reads those that are there, and describes a new dataset.
     *
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} when it has another resolution
     */
    static DatasetRecords open(HadoopDataset dataset, String out, int resolution, JobFolder folder) {
        Path local = folder.local("dataset");
        boolean described = dataset.copyIn(DESCRIPTION, local);
        dataset.copyIn(RejectedSources.FILE, local);
        try {
            DatasetWriter.open(local, resolution).close();
        } catch (TalkingHeadException e) {
            throw new TalkingHeadException(e.code(), e.reason().replace(local.toString(), out), e);
        }
        DatasetRecords records = new DatasetRecords(dataset, out, folder, local);
        if (!described) {
            records.copyOut(DESCRIPTION);
        }
        return records;
    }

    /** Tells whether a source is one that has been rejected. */
    boolean isRejected(String source) {
        return rejected.contains(source);
    }

    /** Adds sources that are rejected, with the reasons. */
    void reject(Map<String, String> reasons) {
        reasons.forEach(rejected::add);
        rejected.sort();
        if (Files.exists(local.resolve(RejectedSources.FILE))) {
            copyOut(RejectedSources.FILE);
        }
    }

    /**
     * Writes what all has come to.
     *
     * @param counted what there is of each person, sorted by name
     * @param problems what was left out, by source
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} when there is no clip
     */
    PreparationSummary report(List<PreparedPerson> counted, Map<String, String> problems) {
        List<PreparedPerson> persons =
                counted.stream().filter(person -> person.clips() > 0).toList();
        if (persons.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID, out + ": it has no clips; rejected.jsonl there says why");
        }
        PreparationSummary summary = new PreparationSummary(
                persons.size(),
                persons.stream().mapToInt(PreparedPerson::clips).sum(),
                persons.stream().mapToInt(PreparedPerson::frames).sum(),
                rejected.reasons(),
                problems);
        for (PreparedPerson person : PreparationReport.shown(persons)) {
            dataset.copyClip(person.name(), person.firstClip(), local);
        }
        PreparationReport.write(local, summary, Dataset.open(local).identities());
        copyOut(PreparationReport.SUMMARY);
        copyOut(PreparationReport.SHEET);
        return summary;
    }

    private void copyOut(String file) {
        folder.copyOut(local.resolve(file), out + "/" + file);
    }
}
