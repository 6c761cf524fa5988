package io.talkinghead.face.pose;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Box;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaceFollowerTest {
    private static final Frame PICTURE = Frame.of(1, 1, new byte[3]);
    private static final FaceRegion FIRST = new FaceRegion(100, 100, 50, 0);

    @Test
    void find_faceThatTrembles_looksAtTheSamePlace() {
        List<FaceRegion> looked = follow(
                FIRST,
                new FaceRegion(101, 99, 51, 0.01),
                new FaceRegion(99.5, 100, 49, -0.02),
                new FaceRegion(101, 101, 50, 0.03));

        assertThat(looked).containsOnly(FIRST);
    }

    @Test
    void find_faceThatDriftsAwayInSmallSteps_isFollowed() {
        FaceRegion[] drift = new FaceRegion[10];
        for (int i = 0; i < drift.length; i++) {
            drift[i] = new FaceRegion(100 + i, 100, 50, 0);
        }

        List<FaceRegion> looked = follow(drift);

        for (int i = 1; i < drift.length; i++) {
            assertThat(looked.get(i - 1).centerX()).isBetween(drift[i].centerX() - 3.0, drift[i].centerX());
        }
    }

    @Test
    void find_faceThatGrowsOrTurns_isFollowed() {
        FaceRegion grown = new FaceRegion(100, 100, 55, 0);
        FaceRegion turned = new FaceRegion(100, 100, 55, 0.1);

        assertThat(follow(FIRST, grown, turned, turned)).containsExactly(FIRST, grown, turned);
    }

    /** Returns where a face was looked for while it was found in these places, the first of them by the detector. */
    private static List<FaceRegion> follow(FaceRegion... places) {
        Script script = new Script(List.of(places));
        FaceFollower follower = new FaceFollower(script, FaceChoice.largest());
        for (int i = 0; i < places.length; i++) {
            follower.find(PICTURE);
        }
        return script.looked;
    }

    private static final class Script implements FaceAnalyzer {
        private final Iterator<FaceRegion> places;
        final List<FaceRegion> looked = new ArrayList<>();

        Script(List<FaceRegion> places) {
            this.places = places.iterator();
        }

        @Override
        public List<Face> analyze(Frame picture) {
            return List.of(face());
        }

        @Override
        public Optional<Face> track(Frame picture, FaceRegion region) {
            looked.add(region);
            return Optional.of(face());
        }

        private Face face() {
            float[] x = new float[Landmarks.COUNT];
            float[] y = new float[Landmarks.COUNT];
            for (int i = 0; i < Landmarks.COUNT; i++) {
                x[i] = i;
                y[i] = Math.floorMod(7 * i, Landmarks.COUNT);
            }
            return new Face(new Box(0, 0, 68, 68), 1, Landmarks.of(x, y), places.next());
        }

        @Override
        public void close() {}
    }
}
