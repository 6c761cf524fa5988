package io.talkinghead.lab.evaluation;

import io.talkinghead.image.Frame;
import io.talkinghead.lab.dataset.ClipWriter;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetWriter;
import io.talkinghead.testkit.DrawnFaces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A dataset of drawn faces that move about. */
final class DrawnPersons {
    static final int SIZE = 128;

    private DrawnPersons() {}

    /** Writes a clip a person. */
    static Dataset write(Path folder, Map<String, Integer> frames) {
        try (DatasetWriter writer = DatasetWriter.open(folder, SIZE)) {
            frames.forEach((identity, count) -> {
                try (ClipWriter clip = writer.begin(identity, "talk", identity)) {
                    for (int i = 0; i < count; i++) {
                        double x = 64 + 5 * Math.sin(i * 2.4);
                        double y = 64 + 4 * Math.cos(i * 1.7);
                        Frame picture = DrawnFaces.picture(SIZE, SIZE, x, y, 30);
                        clip.add(picture, DrawnFaces.landmarks(x, y, 30), Duration.ofMillis(100L * i));
                    }
                    clip.commit();
                }
            });
        }
        return Dataset.open(folder);
    }
}
