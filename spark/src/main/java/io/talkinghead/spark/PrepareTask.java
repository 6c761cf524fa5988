package io.talkinghead.spark;

import io.talkinghead.Backends;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.lab.dataset.ClipMaker;
import io.talkinghead.lab.dataset.DatasetWriter;
import io.talkinghead.lab.dataset.SourceClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;

/** Makes the clips of a source on an executor: in a dataset of their own first, out of which they are copied when they are complete. */
final class PrepareTask implements Function<SourceClip, PreparedSource> {
    private static final long serialVersionUID = 1L;

    private final SerializableConfiguration hadoop;
    private final String in;
    private final String out;
    private final PreparationSettings settings;

    /**
     * Makes a task.
     *
     * @param in the folder of sources
     * @param out that of the dataset
     */
    PrepareTask(SerializableConfiguration hadoop, String in, String out, PreparationSettings settings) {
        this.hadoop = hadoop;
        this.in = in;
        this.out = out;
        this.settings = settings;
    }

    @Override
    public PreparedSource call(SourceClip source) throws IOException {
        List<String> problems = new ArrayList<>();
        try (JobFolder folder = JobFolder.make(hadoop.value())) {
            Path file;
            try {
                file = fetched(source, folder);
            } catch (TalkingHeadException e) {
                return new PreparedSource(source.key(), e.getMessage(), problems);
            }
            Path dataset = folder.local("dataset");
            Optional<String> rejection;
            try (DatasetWriter writer = DatasetWriter.open(dataset, settings.resolution())) {
                rejection = new ClipMaker(ExecutorEngines.analyzer(), Backends.videos()::openReader, settings.options())
                        .make(source, file, writer, problems::add);
            }
            if (rejection.isEmpty()) {
                put(dataset, source);
            }
            return new PreparedSource(source.key(), rejection.orElse(null), problems);
        }
    }

    /** Copies a video, or a folder of pictures, to this machine. */
    private Path fetched(SourceClip source, JobFolder folder) throws IOException {
        org.apache.hadoop.fs.Path path = HadoopFolders.path(new org.apache.hadoop.fs.Path(in), source.key());
        return source.video()
                ? folder.copyIn(path.toString(), ErrorCode.VIDEO_UNREADABLE)
                : folder.copyPicturesIn(path.toString());
    }

    /** The clip with the source's own name last: once it is there, all are. */
    private void put(Path dataset, SourceClip source) throws IOException {
        HadoopDataset target = new HadoopDataset(hadoop.value(), out);
        List<Path> clips;
        try (Stream<Path> made = Files.list(dataset.resolve(source.identity()))) {
            clips = made.sorted(Comparator.comparing(
                            clip -> clip.getFileName().toString().equals(source.name())))
                    .toList();
        }
        for (Path clip : clips) {
            target.put(clip, source.identity(), clip.getFileName().toString());
        }
    }
}
