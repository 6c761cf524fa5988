package io.talkinghead.conditioning;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.FacePart;
import io.talkinghead.face.Landmarks;
import java.util.Arrays;

/**
 * The rasteriser {@code landmarks-68-v1}: coloured polylines through the landmarks on black, as the networks see them.
 *
 * <p>Lines are 2 px wide at 256 x 256 (at least 1 px), round-capped and anti-aliased; where lines cross, the larger value
 * of each channel wins, so that the order of drawing does not matter.
 *
 * <p><b>Data:</b> 3 x R x R values in [-1, 1], planar RGB, black being -1.
 *
 * <p>Source: paper, section 3.1; colours and the inner lips are this project's choice.
 */
public final class LandmarkPicture {

    /** Half the width of the soft rim between a line and the background, in pixels. */
    private static final double SOFTNESS = 0.8;
    /** What anti-aliasing adds to a line's width, in pixels. */
    private static final double SPREAD = 0.3;

    private static final Polyline[] POLYLINES = {
        new Polyline(FacePart.JAW, false, 255, 255, 255),
        new Polyline(FacePart.LEFT_BROW, false, 255, 0, 0),
        new Polyline(FacePart.RIGHT_BROW, false, 0, 255, 0),
        new Polyline(FacePart.NOSE_BRIDGE, false, 0, 0, 255),
        new Polyline(FacePart.NOSTRILS, false, 0, 0, 255),
        new Polyline(FacePart.LEFT_EYE, true, 255, 0, 255),
        new Polyline(FacePart.RIGHT_EYE, true, 0, 255, 255),
        new Polyline(FacePart.OUTER_LIPS, true, 255, 255, 0),
        new Polyline(FacePart.INNER_LIPS, true, 255, 128, 0),
    };

    private LandmarkPicture() {}

    /**
     * Draws landmarks.
     *
     * @param landmarks in pixels of the crop, 0 to {@code resolution}; parts outside are cut off
     * @param resolution R
     * @param planes 3 x R x R values, overwritten
     * @throws IllegalArgumentException when the array has another length
     */
    public static void draw(Landmarks landmarks, int resolution, float[] planes) {
        draw(PosedFace.of(landmarks, resolution), resolution, planes);
    }

    /**
     * Draws the landmarks of a face; allocates next to nothing.
     *
     * @param face of a crop of {@code resolution}
     * @param resolution R
     * @param planes 3 x R x R values, overwritten
     * @throws IllegalArgumentException when the array has another length
     */
    public static void draw(PosedFace face, int resolution, float[] planes) {
        checkArgument(
                planes.length == 3 * resolution * resolution, "3 x %s x %s values are needed", resolution, resolution);
        drawAhead(face, resolution, planes);
    }

    /** Draws into the first 3 x R x R values of an array that may be longer; see {@link #draw}. */
    static void drawAhead(PosedFace face, int resolution, float[] planes) {
        Arrays.fill(planes, 0, 3 * resolution * resolution, -1);
        Stroke stroke = new Stroke(resolution, planes);
        for (Polyline line : POLYLINES) {
            for (int i = line.part.first(); i < line.part.last(); i++) {
                stroke.draw(face, i, i + 1, line);
            }
            if (line.closed) {
                stroke.draw(face, line.part.last(), line.part.first(), line);
            }
        }
    }

    private record Polyline(FacePart part, boolean closed, int red, int green, int blue) {}

    /** Draws single segments. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Stroke(int resolution, float[] planes, double halfWidth) {
        Stroke(int resolution, float[] planes) {
            this(resolution, planes, (Math.max(1, 2 * resolution / 256.0) + SPREAD) / 2);
        }

        void draw(PosedFace face, int from, int to, Polyline line) {
            // In pixel indices, so that distances are taken to pixel centres.
            double ax = face.x(from) - 0.5;
            double ay = face.y(from) - 0.5;
            double dx = face.x(to) - 0.5 - ax;
            double dy = face.y(to) - 0.5 - ay;
            double squaredLength = Math.max(dx * dx + dy * dy, 1e-12);
            double reach = halfWidth + SOFTNESS;
            int left = clamp(Math.min(ax, ax + dx) - reach);
            int right = clamp(Math.max(ax, ax + dx) + reach + 1);
            int top = clamp(Math.min(ay, ay + dy) - reach);
            int bottom = clamp(Math.max(ay, ay + dy) + reach + 1);
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    double along = ((x - ax) * dx + (y - ay) * dy) / squaredLength;
                    along = Math.min(1, Math.max(0, along));
                    double offX = x - ax - along * dx;
                    double offY = y - ay - along * dy;
                    double squaredDistance = offX * offX + offY * offY;
                    if (squaredDistance < reach * reach) {
                        blend(y * resolution + x, coverage(Math.sqrt(squaredDistance)), line);
                    }
                }
            }
        }

        private double coverage(double distance) {
            double t = Math.min(1, (halfWidth + SOFTNESS - distance) / (2 * SOFTNESS));
            return t * t * (3 - 2 * t);
        }

        private void blend(int pixel, double coverage, Polyline line) {
            int plane = resolution * resolution;
            brighten(pixel, coverage * line.red);
            brighten(pixel + plane, coverage * line.green);
            brighten(pixel + 2 * plane, coverage * line.blue);
        }

        private void brighten(int index, double value) {
            planes[index] = Math.max(planes[index], (float) (value / 127.5 - 1));
        }

        private int clamp(double edge) {
            return (int) Math.min(resolution, Math.max(0, Math.floor(edge)));
        }
    }
}
