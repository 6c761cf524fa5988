package io.talkinghead.spark;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apiguardian.api.API;

/**
 * One clip to be rendered. Files are named as Hadoop names them, such as {@code hdfs://...}, {@code s3a://...} or {@code file:///...};
 * what has no scheme is of the cluster's default file system.
 *
 * <p>Options, all of which may be left out: {@code model}, a name or a file; {@code size} in pixels; {@code framing}, {@code crop} or
 * {@code full_photo}; {@code motion}, {@code relative} or {@code absolute}; {@code no_face}, {@code hold}, {@code skip} or {@code fail};
 * {@code marks}, {@code none} to leave the marks of synthetic pictures out; {@code precision}, {@code float32} or {@code int8};
 * {@code threads} of one computation, 1 unless it is named.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param subject the files of 1 to 32 photos, or of one person ({@code .person})
 * @param driver a video, a picture or a landmark track ({@code .json})
 * @param output a file {@code .mp4}, {@code .webm} or {@code .gif}, or, for a driver of one frame, {@code .png}; replaced if it is there
 * @param options by name
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HeadJob(List<String> subject, String driver, String output, Map<String, String> options)
        implements Serializable {
    /** Copies. */
    public HeadJob {
        checkArgument(!subject.isEmpty(), "a job needs photos or a person");
        subject = List.copyOf(subject);
        options = Map.copyOf(options);
    }

    /** Makes a job without options. */
    public static HeadJob of(List<String> subject, String driver, String output) {
        return new HeadJob(subject, driver, output, Map.of());
    }

    /** Returns this job with an option. */
    public HeadJob with(String option, String value) {
        Map<String, String> more = new HashMap<>(options);
        more.put(option, value);
        return new HeadJob(subject, driver, output, more);
    }

    /** Returns the columns of a dataset of jobs: {@code subject}, {@code driver}, {@code output}, {@code options}. */
    public static StructType schema() {
        return new StructType()
                .add("subject", DataTypes.createArrayType(DataTypes.StringType, false), false)
                .add("driver", DataTypes.StringType, false)
                .add("output", DataTypes.StringType, false)
                .add("options", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false), true);
    }

    /** Returns this job as a row of {@link #schema()}. */
    public Row toRow() {
        return RowFactory.create(subject.toArray(new String[0]), driver, output, options);
    }

    /**
     * Reads a row that has the columns of {@link #schema()}, and perhaps more.
     *
     * @throws IllegalArgumentException when one is missing
     */
    public static HeadJob of(Row row) {
        List<String> subject = row.getList(row.fieldIndex("subject"));
        int options = row.fieldIndex("options");
        return new HeadJob(
                subject,
                row.getString(row.fieldIndex("driver")),
                row.getString(row.fieldIndex("output")),
                row.isNullAt(options) ? Map.of() : row.getJavaMap(options));
    }
}
