package io.talkinghead.bench;

import io.talkinghead.Backends;
import io.talkinghead.TalkingHead;
import io.talkinghead.face.Face;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.spi.Backend;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.EnumSet;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The whole frame, as a live user meets it, and its two halves: following a face, and rendering the person. */
@State(Scope.Benchmark)
public class FrameBenchmark {
    /** Side of the rendered crop. */
    @Param({"256", "512"})
    public int size;

    /** Threads of one computation. */
    @Param({"2"})
    public int threads;

    private TalkingHead head;
    private Backend backend;
    private FaceAnalyzer analyzer;
    private Frame camera;
    private Face face;
    private Landmarks[] poses;
    private int next;

    /** Opens everything once. */
    @Setup(Level.Trial)
    public void open() {
        head = SampleHead.open(size, threads);
        poses = SampleHead.poses(head.neutralLandmarks());
        EngineOptions options = EngineOptions.defaults().withDevice(Device.CPU).withThreads(threads);
        backend = Backends.open(EnumSet.of(Capability.ANALYZE_FACES), options);
        analyzer = backend.openFaceAnalyzer();
        camera = ImageFiles.read(SampleHead.PHOTO);
        List<Face> faces = analyzer.analyze(camera);
        face = faces.get(0);
    }

    /** Closes everything. */
    @TearDown(Level.Trial)
    public void close() {
        head.close();
        backend.close();
    }

    /** Finds the face anew: detector and both mesh passes. */
    @Benchmark
    public List<Face> analyze() {
        return analyzer.analyze(camera);
    }

    /** Follows the face: one mesh pass. */
    @Benchmark
    public Face track() {
        return analyzer.track(camera, face.region()).orElseThrow();
    }

    /** Landmarks to picture: landmark picture, warp, generator, composition. */
    @Benchmark
    public Frame render() {
        next = (next + 1) % poses.length;
        return head.render(poses[next]);
    }

    /** Camera frame to picture: {@link #track()} and {@link #render()}. */
    @Benchmark
    public Frame wholeFrame() {
        track();
        return render();
    }
}
