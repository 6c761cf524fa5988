package io.talkinghead.spark;

import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A program that is submitted: it renders one clip of a photo, a driver and an output, and fails if it cannot. */
public final class SubmittedProgram {
    private SubmittedProgram() {}

    /** Takes the photo, the driver and the output. */
    public static void main(String[] arguments) {
        SparkSession spark = SparkSession.builder().getOrCreate();
        try {
            HeadJob job = HeadJob.of(List.of(arguments[0]), arguments[1], arguments[2]);
            JobResult result = JobResult.of(HeadJobs.render(spark, HeadJobs.dataset(spark, List.of(job)))
                    .first());
            if (!result.status().equals(JobResult.DONE)) {
                throw new IllegalStateException(result.toString());
            }
        } finally {
            spark.stop();
        }
    }
}
