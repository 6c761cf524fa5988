package io.talkinghead.examples;

import static io.talkinghead.examples.Samples.ASTRONAUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talkinghead.Backends;
import io.talkinghead.NativeMemory;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.Capability;
import io.talkinghead.spi.Device;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** A head that runs for long: 20 000 frames in the stress profile, fewer otherwise. */
class LongRunTest {
    private static final int FRAMES = Integer.getInteger("talkinghead.frames", 400);
    private static final int LOOKS = 4;
    private static final long MAY_GROW_KILOBYTES = 10_000;
    private static final double MAY_GROW_SHARE = 0.05;

    @Test
    @Timeout(7200)
    void renderAndTrack_manyFrames_keepsMemoryFlat(TestReporter reporter) throws Exception {
        assumeTrue(
                NativeMemory.residentKilobytes() > 0,
                "this system does not tell a process's memory in /proc/self/status");
        Frame picture = ImageFiles.read(ASTRONAUT);
        try (TalkingHead head = TalkingHead.builder()
                        .photos(List.of(ASTRONAUT))
                        .size(64)
                        .threads(1)
                        .build();
                Backend backend =
                        Backends.open("onnx", Set.of(Capability.ANALYZE_FACES), new BackendOptions(Device.CPU, 1, 0));
                FaceAnalyzer analyzer = backend.openFaceAnalyzer()) {
            FaceRegion region = analyzer.analyze(picture).get(0).region();
            Stretch stretch = new Stretch(head, poses(), analyzer, picture, region);
            stretch.run(FRAMES / 4);
            long before = NativeMemory.residentKilobytes();
            long after = before;
            for (int look = 1; look <= LOOKS; look++) {
                stretch.run(FRAMES / LOOKS);
                after = NativeMemory.residentKilobytes();
                reporter.publishEntry(Map.of(
                        "frames", String.valueOf(look * FRAMES / LOOKS),
                        "kilobytes after warming up", String.valueOf(before),
                        "kilobytes now", String.valueOf(after)));
            }
            assertThat(after - before).isLessThan((long) (MAY_GROW_KILOBYTES + MAY_GROW_SHARE * before));
        }
    }

    private static List<Landmarks> poses() {
        return LandmarkTrack.read(Samples.TRACK).frames().stream()
                .flatMap(Optional::stream)
                .limit(50)
                .toList();
    }

    private record Stretch(
            TalkingHead head, List<Landmarks> poses, FaceAnalyzer analyzer, Frame picture, FaceRegion region) {
        void run(int frames) {
            FaceRegion next = region;
            for (int i = 0; i < frames; i++) {
                assertThat(head.render(poses.get(i % poses.size())).widthPx()).isEqualTo(64);
                next = analyzer.track(picture, next).map(Face::region).orElse(region);
            }
        }
    }
}
