package io.talkinghead.verification;

import io.talkinghead.Backends;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.testkit.NativeMemory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Renders and tracks frames and prints, from time to time, how many it has done and the kilobytes it holds. */
final class LongRunProgram {
    private static final int LOOKS = 10;

    private final TalkingHead head;
    private final List<Landmarks> poses;
    private final FaceAnalyzer analyzer;
    private final Frame picture;

    private LongRunProgram(TalkingHead head, List<Landmarks> poses, FaceAnalyzer analyzer, Frame picture) {
        this.head = head;
        this.poses = poses;
        this.analyzer = analyzer;
        this.picture = picture;
    }

    /** Takes the number of frames, a photo and a track. */
    public static void main(String[] args) throws Exception {
        int frames = Integer.parseInt(args[0]);
        Path photo = Path.of(args[1]);
        List<Landmarks> poses = LandmarkTrack.read(Path.of(args[2])).frames().stream()
                .flatMap(Optional::stream)
                .limit(50)
                .toList();
        EngineOptions options = EngineOptions.defaults().withDevice(Device.CPU).withThreads(1);
        try (TalkingHead head =
                        TalkingHead.builder(Photo.of(photo)).size(64).threads(1).build();
                Backend backend = Backends.open("onnx", Set.of(Capability.ANALYZE_FACES), options);
                FaceAnalyzer analyzer = backend.openFaceAnalyzer()) {
            new LongRunProgram(head, poses, analyzer, ImageFiles.read(photo)).run(frames);
        }
    }

    private void run(int frames) throws Exception {
        PrintStream out = System.out;
        FaceRegion first = analyzer.analyze(picture).get(0).region();
        FaceRegion region = first;
        for (int done = 1; done <= frames; done++) {
            head.render(poses.get(done % poses.size()));
            region = analyzer.track(picture, region).map(Face::region).orElse(first);
            if (done % (frames / LOOKS) == 0) {
                out.println(done + " " + NativeMemory.residentKilobytes());
            }
        }
    }
}
