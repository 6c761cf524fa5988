package io.talkinghead.lab.dataset;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.testkit.DrawnFaceAnalyzer;
import io.talkinghead.testkit.DrawnVideo;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A preparation of drawn videos as a program of its own, to be killed; slowed down, so that there is time for it. */
final class PreparationProgram {
    static final PreparationOptions OPTIONS =
            PreparationOptions.defaults().withThreads(2).withResolution(64).withFrames(2, 12);
    private static final int MILLIS_A_FRAME = 2;

    private PreparationProgram() {}

    public static void main(String[] arguments) {
        new Preparation(new SlowAnalyzer(), DrawnVideo::open, OPTIONS)
                .run(Path.of(arguments[0]), Path.of(arguments[1]), PreparationListener.NONE, new Cancellation());
    }

    private static final class SlowAnalyzer implements FaceAnalyzer {
        private final FaceAnalyzer drawn = new DrawnFaceAnalyzer();

        @Override
        public List<Face> analyze(Frame picture) {
            rest();
            return drawn.analyze(picture);
        }

        @Override
        public Optional<Face> track(Frame picture, FaceRegion region) {
            rest();
            return drawn.track(picture, region);
        }

        private static void rest() {
            try {
                Thread.sleep(MILLIS_A_FRAME);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            drawn.close();
        }
    }
}
