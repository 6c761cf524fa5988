package io.talkinghead.spark;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apiguardian.api.API;

/**
 * What became of a job.
 *
 * @param output the job's
 * @param status {@code done} or {@code failed}
 * @param code such as {@code TH-103}; empty when it is done, or when the job itself was wrong
 * @param message why it failed; empty when it is done
 * @param frames how many were rendered
 * @param millis how long it took, with copying
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JobResult(String output, String status, String code, String message, long frames, long millis)
        implements Serializable {
    /** The status of a job whose output is there. */
    public static final String DONE = "done";
    /** The status of a job that has no output; an older one of that name is as it was. */
    public static final String FAILED = "failed";

    /** Returns the columns of a dataset of results, those of this record. */
    public static StructType schema() {
        return new StructType()
                .add("output", DataTypes.StringType, false)
                .add("status", DataTypes.StringType, false)
                .add("code", DataTypes.StringType, false)
                .add("message", DataTypes.StringType, false)
                .add("frames", DataTypes.LongType, false)
                .add("millis", DataTypes.LongType, false);
    }

    /** Returns this result as a row of {@link #schema()}. */
    public Row toRow() {
        return RowFactory.create(output, status, code, message, frames, millis);
    }

    /** Reads a row of {@link #schema()}. */
    public static JobResult of(Row row) {
        return new JobResult(
                row.getString(0), row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5));
    }
}
