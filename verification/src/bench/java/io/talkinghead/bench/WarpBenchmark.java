package io.talkinghead.bench;

import io.talkinghead.conditioning.ControlPoints;
import io.talkinghead.conditioning.LandmarkPicture;
import io.talkinghead.conditioning.WarpGrid;
import io.talkinghead.face.Landmarks;
import io.talkinghead.model.WarpVersion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The steps around the generator, at the network's 128 pixels. */
@State(Scope.Benchmark)
public class WarpBenchmark {
    private static final int RESOLUTION = 128;

    private final float[] photo = new float[3 * RESOLUTION * RESOLUTION];
    private final float[] planes = new float[3 * RESOLUTION * RESOLUTION];
    private final WarpGrid grid = WarpGrid.of(WarpVersion.MLS_V1, RESOLUTION);
    private Landmarks target;
    private ControlPoints from;
    private ControlPoints to;

    /** Makes a face of points on a spiral. */
    @Setup(Level.Trial)
    public void open() {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = (float) (64 + 30 * Math.cos(i * 2.4) * Math.sqrt((i + 10) / 77.0));
            y[i] = (float) (70 + 30 * Math.sin(i * 2.4) * Math.sqrt((i + 10) / 77.0));
        }
        Landmarks face = Landmarks.of(x, y);
        target = face.transformed(1, 4, 2);
        from = ControlPoints.of(face, RESOLUTION);
        to = ControlPoints.of(target, RESOLUTION);
    }

    /** Draws the landmark picture. */
    @Benchmark
    public float[] landmarkPicture() {
        LandmarkPicture.draw(target, RESOLUTION, planes);
        return planes;
    }

    /** Solves the warp. */
    @Benchmark
    public WarpGrid fit() {
        grid.fit(from, to);
        return grid;
    }

    /** Solves the warp and applies it to the photo. */
    @Benchmark
    public float[] fitAndApply() {
        grid.fit(from, to);
        grid.apply(photo, planes);
        return planes;
    }
}
