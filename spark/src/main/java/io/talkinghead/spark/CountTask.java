package io.talkinghead.spark;

import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.dataset.DatasetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;

/** Counts what a dataset has of a person, when all clips are there, and takes away what lost attempts have left of others. */
final class CountTask implements Function<String, PreparedPerson> {
    private static final long serialVersionUID = 1L;

    private final SerializableConfiguration hadoop;
    private final String dataset;
    private final int resolution;

    CountTask(SerializableConfiguration hadoop, String dataset, int resolution) {
        this.hadoop = hadoop;
        this.dataset = dataset;
        this.resolution = resolution;
    }

    @Override
    public PreparedPerson call(String person) throws IOException {
        HadoopDataset from = new HadoopDataset(hadoop.value(), dataset);
        from.removeUnfinished(person);
        List<String> names = from.clips(person);
        if (names.isEmpty()) {
            return new PreparedPerson(person, "", 0, 0);
        }
        try (JobFolder folder = JobFolder.make(hadoop.value())) {
            Path local = folder.local("dataset");
            DatasetWriter.open(local, resolution).close();
            from.copyDescriptions(person, names, local);
            List<DatasetClip> clips = Dataset.open(local).identities().get(0).clips();
            return new PreparedPerson(
                    person,
                    clips.get(0).name(),
                    clips.size(),
                    clips.stream().mapToInt(DatasetClip::frames).sum());
        }
    }
}
