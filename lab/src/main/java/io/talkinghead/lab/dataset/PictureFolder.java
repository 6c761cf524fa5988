package io.talkinghead.lab.dataset;

import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.ImageFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A folder of pictures as frames. Damaged ones are reported and left out. */
final class PictureFolder implements SourceFrames {
    /** Files have no times: 25 a second are assumed, as when they drive a head. */
    private static final long MILLIS_PER_FRAME = 40;

    private final List<Path> files;
    private final List<Integer> chosen = new ArrayList<>();
    private final Consumer<String> problems;
    private int next;

    PictureFolder(Path folder, int maxFrames, Consumer<String> problems) {
        this.problems = problems;
        files = SourceTree.pictures(folder);
        int count = Math.min(maxFrames, files.size());
        for (int i = 0; i < count; i++) {
            chosen.add((int) ((long) i * files.size() / count));
        }
    }

    @Override
    public Optional<SourceFrame> next() {
        while (next < chosen.size()) {
            int index = next++;
            int place = chosen.get(index);
            try {
                return Optional.of(new SourceFrame(
                        index, Duration.ofMillis(place * MILLIS_PER_FRAME), ImageFiles.read(files.get(place))));
            } catch (TalkingHeadException e) {
                problems.accept(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean continuous() {
        return false;
    }

    @Override
    public void close() {}
}
