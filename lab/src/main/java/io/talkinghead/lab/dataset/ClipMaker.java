package io.talkinghead.lab.dataset;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.CropRule;
import io.talkinghead.image.Resampler;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.video.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * Makes the clips of one source. It reads the source twice - once for the faces, once for the crops, which only all faces
 * together tell - and so never holds more than one picture. {@link Preparation} does so for all sources of a folder.
 *
 * <p><b>Threading:</b> any number of threads, each with sources of its own.
 *
 * <p><b>Determinism:</b> the same source, options and analyser give the same bytes and the same words, wherever the source lies.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ClipMaker {
    /** What is wrong with a source, not with this machine. */
    private static final Set<ErrorCode> SOURCE_ERRORS =
            Set.of(ErrorCode.VIDEO_UNREADABLE, ErrorCode.IMAGE_UNREADABLE, ErrorCode.IMAGE_TOO_LARGE);

    private final FaceAnalyzer analyzer;
    private final Function<Path, VideoReader> videos;
    private final PreparationOptions options;
    private final Runnable check;

    /**
     * Prepares to make clips.
     *
     * @param analyzer finds the faces; not closed
     * @param videos opens a video file, or throws where no video module is on the class path
     */
    public ClipMaker(FaceAnalyzer analyzer, Function<Path, VideoReader> videos, PreparationOptions options) {
        this(analyzer, videos, options, () -> {});
    }

    /**
     * Prepares to make clips.
     *
     * @param check is run at each frame, and throws to end the work
     */
    ClipMaker(FaceAnalyzer analyzer, Function<Path, VideoReader> videos, PreparationOptions options, Runnable check) {
        this.analyzer = analyzer;
        this.videos = videos;
        this.options = options;
        this.check = check;
    }

    /**
     * Makes them; the one with the source's own name last, so that once it is there, all are.
     *
     * @param file the source: a video, or a folder of pictures
     * @param problems hears of what had to be left out
     * @return why there is none, if there is none
     * @throws TalkingHeadException when a clip cannot be written, and whatever the analyser's engine throws
     */
    public Optional<String> make(SourceClip source, Path file, DatasetWriter dataset, Consumer<String> problems) {
        // What is told of a source must not depend on where its folder lies.
        UnaryOperator<String> named = reason -> reason.replace(file.toString(), source.key());
        try {
            return making(source, file, dataset, problem -> problems.accept(named.apply(problem)));
        } catch (TalkingHeadException e) {
            if (!SOURCE_ERRORS.contains(e.code())) {
                throw e;
            }
            return Optional.of(named.apply(String.valueOf(e.getMessage())));
        }
    }

    private Optional<String> making(SourceClip source, Path file, DatasetWriter dataset, Consumer<String> problems) {
        List<Sighting> sightings;
        try (SourceFrames frames = open(source, file, problems)) {
            sightings = new FaceSearch(analyzer, check).find(frames);
        }
        if (sightings.isEmpty()) {
            return Optional.of("no face was found in it");
        }
        List<CropSegment> segments = CropSegment.of(sightings).stream()
                .filter(segment -> segment.sightings().size() >= options.minFrames())
                .toList();
        if (segments.isEmpty()) {
            return Optional.of("it has no stretch of " + options.minFrames() + " frames with the face in one place; "
                    + sightings.size() + " frames have a face");
        }
        // What could not be read was reported the first time.
        try (SourceFrames frames = open(source, file, problem -> {})) {
            write(source, frames, segments, dataset);
        }
        return Optional.empty();
    }

    private SourceFrames open(SourceClip source, Path file, Consumer<String> problems) {
        return source.video()
                ? new VideoFrames(videos.apply(file), options, problems)
                : new PictureFolder(file, options.maxFrames(), problems);
    }

    private void write(SourceClip source, SourceFrames frames, List<CropSegment> segments, DatasetWriter dataset) {
        List<ClipWriter> clips = new ArrayList<>();
        try {
            for (CropSegment segment : segments) {
                String suffix = clips.isEmpty() ? "" : "-" + (clips.size() + 1);
                ClipWriter clip = dataset.begin(source.identity(), source.name() + suffix, source.key());
                clips.add(clip);
                write(frames, segment, clip);
            }
            // The clip with the source's own name last: once it is there, all are.
            Collections.reverse(clips);
            clips.forEach(ClipWriter::commit);
        } finally {
            clips.forEach(ClipWriter::close);
        }
    }

    private void write(SourceFrames frames, CropSegment segment, ClipWriter clip) {
        int size = options.resolution();
        for (Sighting seen : segment.sightings()) {
            check.run();
            SourceFrames.SourceFrame frame = frames.next().orElseThrow();
            while (frame.index() < seen.index()) {
                frame = frames.next().orElseThrow();
            }
            clip.add(
                    Resampler.crop(frame.picture(), segment.crop(), size),
                    CropRule.intoCrop(seen.landmarks(), segment.crop(), size),
                    seen.time());
        }
    }
}
