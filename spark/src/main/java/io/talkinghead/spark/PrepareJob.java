package io.talkinghead.spark;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.lab.dataset.PreparationListener;
import io.talkinghead.lab.dataset.PreparationOptions;
import io.talkinghead.lab.dataset.PreparationSummary;
import io.talkinghead.lab.dataset.SourceClip;
import io.talkinghead.lab.dataset.SourceTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apiguardian.api.API;

/**
 * Turns a folder of videos or pictures into a dataset on a cluster, with the bytes that {@code talkinghead prepare} gives on one machine.
 * A source is a task of its own (of more than 50 000, several are one); each executor keeps one face analyser, and each of its cores works
 * on one source at a time, picture by picture.
 *
 * <p><b>Going on:</b> a clip is copied under a hidden name and renamed when it is complete. Killed at any time, the next run skips clips
 * that are complete, and the sources that a run which came to its end had rejected; what lost executors left is taken away at the end. One
 * run at a time may write to a dataset: over a cluster there is no lock. The file system must rename a folder in one step, as HDFS and
 * disks do; object stores do not.
 *
 * <p><b>Threading:</b> any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PrepareJob {
    private final JavaSparkContext context;
    private final String in;
    private final String out;
    private final PreparationOptions options;
    private final SerializableConfiguration hadoop;
    private final HadoopDataset dataset;

    private PrepareJob(SparkSession spark, String in, String out, PreparationOptions options) {
        context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        this.in = in;
        this.out = out;
        this.options = options;
        hadoop = new SerializableConfiguration(configuration);
        dataset = new HadoopDataset(configuration, out);
    }

    /**
     * Prepares, and returns when all is done.
     *
     * @param in the folder of sources, of any file system that Hadoop knows
     * @param out the dataset, new or begun before
     * @param options without their threads: the cluster says how much is done at once
     * @param listener hears of progress and of what is rejected or left out, on a thread of Spark's, one at a time
     * @throws TalkingHeadException {@link ErrorCode#VIDEO_UNREADABLE} when {@code in} is no folder or holds nothing to prepare,
     *     {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the dataset cannot be written, {@link ErrorCode#DATASET_INVALID} when it has
     *     another resolution or ends up without a clip. What fails on an executor for another reason than its source is tried again by
     *     Spark, and ends in Spark's own exception
     */
    public static PreparationSummary run(
            SparkSession spark, String in, String out, PreparationOptions options, PreparationListener listener) {
        PrepareJob job = new PrepareJob(spark, in, out, options);
        try (JobFolder folder = JobFolder.make(job.hadoop.value())) {
            return job.run(folder, listener);
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.OUTPUT_NOT_WRITABLE, "cannot write to this machine: " + e, e);
        }
    }

    private PreparationSummary run(JobFolder folder, PreparationListener listener) {
        HadoopFolders folders = new HadoopFolders(hadoop.value(), in, out);
        List<SourceClip> sources = SourceTree.find(folders.name(), folders);
        if (sources.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.VIDEO_UNREADABLE,
                    "there is no video and no picture in " + in + " or the folders below it");
        }
        DatasetRecords records = DatasetRecords.open(dataset, out, options.resolution(), folder);
        Map<String, Set<String>> there = new HashMap<>();
        List<SourceClip> open = sources.stream()
                .filter(source -> !records.isRejected(source.key()))
                .filter(source -> !there.computeIfAbsent(
                                source.identity(), person -> new HashSet<>(dataset.clips(person)))
                        .contains(source.name()))
                .toList();
        SourceLog log = new SourceLog(listener, sources.size() - open.size(), sources.size());
        PrepareTask task = new PrepareTask(hadoop, in, out, PreparationSettings.of(options));
        HeardResults.of(context.parallelize(open, HeadJobs.tasks(open)).map(task), log::done);
        records.reject(log.rejections());
        List<String> persons = dataset.persons();
        List<PreparedPerson> counted = context.parallelize(persons, HeadJobs.tasks(persons))
                .map(new CountTask(hadoop, out, options.resolution()))
                .collect();
        return records.report(counted, log.problems());
    }
}
