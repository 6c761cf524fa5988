package io.talkinghead.bench;

import io.talkinghead.TalkingHead;
import io.talkinghead.face.Landmarks;
import io.talkinghead.person.Photo;
import java.nio.file.Path;

/** The head every benchmark renders: the astronaut of the samples, moved a little from frame to frame. */
final class SampleHead {
    static final Path PHOTO = Path.of(System.getProperty("talkinghead.samples", "samples"), "astronaut.png");

    private SampleHead() {}

    static TalkingHead open(int sizePx, int threads) {
        return TalkingHead.builder(Photo.of(PHOTO))
                .size(sizePx)
                .threads(threads)
                .build();
    }

    /** Returns poses around the neutral one: shifts of a few pixels, mouth opened more and less. */
    static Landmarks[] poses(Landmarks neutral) {
        Landmarks[] poses = new Landmarks[16];
        for (int k = 0; k < poses.length; k++) {
            float[] x = new float[Landmarks.COUNT];
            float[] y = new float[Landmarks.COUNT];
            double phase = 2 * Math.PI * k / poses.length;
            for (int i = 0; i < Landmarks.COUNT; i++) {
                double open = i >= 55 && i < 60 || i >= 65 ? 3 + 3 * Math.sin(3 * phase) : 0;
                x[i] = (float) (neutral.x(i) + 4 * Math.cos(phase));
                y[i] = (float) (neutral.y(i) + 2 * Math.sin(phase) + open);
            }
            poses[k] = Landmarks.of(x, y);
        }
        return poses;
    }
}
