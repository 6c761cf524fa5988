package io.talkinghead.drive;

import io.talkinghead.face.Landmarks;
import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Takes the jitter out of landmarks at rest without delaying fast motion: a One-Euro filter (Casiez et al. 2012) for each
 * point, whose cut-off rises with the point's speed. Speeds are counted in eye distances per second, so that the size of the face
 * does not matter; the speed itself is smoothed only a little, or blinks, three frames long, would be swallowed.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class LandmarkSmoother {
    private static final double NANOS = 1e9;
    private static final double REST_CUTOFF_HZ = 1.0;
    private static final double CUTOFF_PER_SPEED = 22;
    private static final double SPEED_CUTOFF_HZ = 6;

    private final double[][] position = new double[Landmarks.COUNT][3];
    private final double[][] speed = new double[Landmarks.COUNT][3];
    private @Nullable Landmarks last;
    private Duration lastTime = Duration.ZERO;

    /** Makes a smoother that has seen nothing. */
    public LandmarkSmoother() {}

    /**
     * Smooths the next landmarks.
     *
     * @param time when the frame starts; where it does not grow, smoothing starts again
     */
    public Landmarks smooth(Landmarks landmarks, Duration time) {
        double eyes = Math.max(1e-3, landmarks.eyeDistance());
        boolean start = last == null || time.compareTo(lastTime) <= 0 || last.hasDepth() != landmarks.hasDepth();
        double seconds = (double) time.minus(lastTime).toNanos() / NANOS;
        float[][] result = new float[3][Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double[] now = {landmarks.x(i), landmarks.y(i), landmarks.z(i)};
            if (start) {
                position[i] = now;
                speed[i] = new double[3];
            } else {
                follow(i, now, seconds, eyes);
            }
            for (int a = 0; a < 3; a++) {
                result[a][i] = (float) position[i][a];
            }
        }
        last = landmarks;
        lastTime = time;
        return landmarks.hasDepth()
                ? Landmarks.of(result[0], result[1], result[2])
                : Landmarks.of(result[0], result[1]);
    }

    private void follow(int i, double[] now, double seconds, double eyes) {
        double speedShare = share(SPEED_CUTOFF_HZ, seconds);
        double squared = 0;
        for (int a = 0; a < 3; a++) {
            double measured = (now[a] - position[i][a]) / seconds / eyes;
            speed[i][a] += speedShare * (measured - speed[i][a]);
            // Depth is far noisier than the rest and must not open the filter.
            squared += a < 2 ? speed[i][a] * speed[i][a] : 0;
        }
        double share = share(REST_CUTOFF_HZ + CUTOFF_PER_SPEED * Math.sqrt(squared), seconds);
        for (int a = 0; a < 3; a++) {
            position[i][a] += share * (now[a] - position[i][a]);
        }
    }

    /** How much of a step a low pass of this cut-off follows at once. */
    private static double share(double cutoffHz, double seconds) {
        double rate = 2 * Math.PI * cutoffHz * seconds;
        return rate / (rate + 1);
    }

    /** Forgets the past, as after frames without a face. */
    public void reset() {
        last = null;
    }
}
