package io.talkinghead.spark;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apiguardian.api.API;

/**
 * Renders many clips on a cluster. Each executor keeps one engine, with the models, until it ends; each of its cores renders a clip at a
 * time, picture by picture. A job is a task of its own (of more than 50 000, several are one), so that what an executor had not finished
 * when it was lost is done again elsewhere, and Spark's own pages and listeners show how far it has come.
 *
 * <p><b>Outputs:</b> written beside their place under a hidden name, and renamed when they are complete.
 *
 * <p><b>Threading:</b> any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HeadJobs {
    private static final int MOST_TASKS = 50_000;

    private HeadJobs() {}

    /** Makes a dataset of jobs. */
    public static Dataset<Row> dataset(SparkSession spark, List<HeadJob> jobs) {
        return spark.createDataFrame(jobs.stream().map(HeadJob::toRow).toList(), HeadJob.schema());
    }

    /**
     * Renders, and returns when all is done: a dataset that rendered whenever it is looked at would render again and again.
     *
     * @param jobs with the columns of {@link HeadJob#schema()}
     * @return a row of {@link JobResult#schema()} for each job, in their order
     */
    public static Dataset<Row> render(SparkSession spark, Dataset<Row> jobs) {
        List<HeadJob> listed = jobs.collectAsList().stream().map(HeadJob::of).toList();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        RenderTask task = new RenderTask(
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
        List<JobResult> results =
                context.parallelize(listed, tasks(listed)).map(task).collect();
        return spark.createDataFrame(results.stream().map(JobResult::toRow).toList(), JobResult.schema());
    }

    /** Returns into how many tasks jobs are put: one each, as long as Spark can tell of so many. */
    static int tasks(List<?> jobs) {
        return Math.max(1, Math.min(jobs.size(), MOST_TASKS));
    }
}
