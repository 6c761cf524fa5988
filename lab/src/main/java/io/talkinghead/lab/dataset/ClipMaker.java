package io.talkinghead.lab.dataset;

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
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes the clips of one source. It reads the source twice - once for the faces, once for the crops, which only all faces
 * together tell - and so never holds more than one picture.
 */
final class ClipMaker {
    private final FaceAnalyzer analyzer;
    private final Function<Path, VideoReader> videos;
    private final PreparationOptions options;
    private final DatasetWriter dataset;
    private final Runnable check;

    ClipMaker(
            FaceAnalyzer analyzer,
            Function<Path, VideoReader> videos,
            PreparationOptions options,
            DatasetWriter dataset,
            Runnable check) {
        this.analyzer = analyzer;
        this.videos = videos;
        this.options = options;
        this.dataset = dataset;
        this.check = check;
    }

    /**
     * Makes them.
     *
     * @param problems hears of what had to be left out
     * @return why there is none, if there is none
     * @throws TalkingHeadException when the source cannot be read at all, or a clip cannot be written
     */
    Optional<String> make(SourceClip source, Consumer<String> problems) {
        List<Sighting> sightings;
        try (SourceFrames frames = open(source, problems)) {
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
        write(source, segments);
        return Optional.empty();
    }

    private SourceFrames open(SourceClip source, Consumer<String> problems) {
        return source.video()
                ? new VideoFrames(videos.apply(source.path()), options, problems)
                : new PictureFolder(source.path(), options.maxFrames(), problems);
    }

    private void write(SourceClip source, List<CropSegment> segments) {
        List<ClipWriter> clips = new ArrayList<>();
        // What could not be read was reported the first time.
        try (SourceFrames frames = open(source, problem -> {})) {
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
