package io.talkinghead.bench;

import io.talkinghead.conditioning.turn.HeadTurn;
import io.talkinghead.conditioning.turn.MeshMap;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.conditioning.turn.Surround;
import io.talkinghead.face.Landmarks;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The maps of a head that turns by 38 degrees, at 256 pixels. */
@State(Scope.Benchmark)
public class TurnBenchmark {
    private static final int RESOLUTION = 256;

    private final PosedFace photo = new PosedFace(RESOLUTION);
    private final PosedFace target = new PosedFace(RESOLUTION);
    private final Surround surround = new Surround(RESOLUTION);
    private final HeadTurn head = new HeadTurn(RESOLUTION);
    private final MeshMap mesh = new MeshMap(RESOLUTION);
    private final float[] surroundMap = new float[2 * Surround.CELLS * Surround.CELLS];
    private final float[] headMap = new float[3 * RESOLUTION / 4 * RESOLUTION / 4];
    private final float[] meshMap = new float[4 * RESOLUTION * RESOLUTION];
    private Landmarks turned;

    /** Reads the faces. */
    @Setup(Level.Trial)
    public void open() {
        Weights vectors = Golden.tensors("guided-v3/geometry.safetensors");
        photo.set(Golden.deepLandmarks(vectors.tensor("geometry.turned.photo.landmarks")));
        turned = Golden.deepLandmarks(vectors.tensor("geometry.turned.target.landmarks"));
        target.set(turned);
    }

    /** Fits the pose. */
    @Benchmark
    public PosedFace pose() {
        target.set(turned);
        return target;
    }

    /** What surrounds the face. */
    @Benchmark
    public float[] surround() {
        surround.map(photo, target, surroundMap);
        return surroundMap;
    }

    /** The head as an ellipsoid. */
    @Benchmark
    public float[] head() {
        head.map(photo, target, headMap);
        return headMap;
    }

    /** The face's triangles. */
    @Benchmark
    public float[] mesh() {
        mesh.map(photo, target, meshMap);
        return meshMap;
    }

    /** All that is computed for a frame. */
    @Benchmark
    public float[] frame() {
        pose();
        surround();
        head();
        return mesh();
    }
}
