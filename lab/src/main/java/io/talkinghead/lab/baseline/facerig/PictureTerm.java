package io.talkinghead.lab.baseline.facerig;

import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.conditioning.turn.PlaneSample;
import io.talkinghead.lab.baseline.picture.Blur;
import io.talkinghead.lab.baseline.picture.Pixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The photometric term of Face2Face: the skin that a rig shows should have the brightness that a photo has there. Places of the skin
 * are chosen where a pose shows them, and the light that the photo has on them is fitted; both stay as they are while the pose
 * moves.
 *
 * <p><b>Threading:</b> immutable.
 */
final class PictureTerm implements RigTerm {
    /** Both pictures are so soft, in pixels of 256: as far as landmarks may be wrong. */
    private static final int SOFT = 2;
    /** Every so many pixels of 256, along both sides, a place is looked at. */
    private static final int APART = 3;
    /** Only places around which so much is skin: next to an eye the photo has the eye in it. */
    private static final float SKIN = 0.9f;
    /** Brightness, of which there are 2, is as exact as this. */
    private static final double EXACT = 0.05;
    /** What differs by more is something else: hair, a shadow, a highlight. */
    private static final double OTHER = 0.15;
    /** The places count as much as so many equations, however many there are: as much as the landmarks. */
    private static final double COUNTED = 136;

    private static final int LIGHT = 6;

    private final Rig rig;
    private final float[] person;
    private final float[] photo;
    private final int side;
    private final List<Place> places;

    private PictureTerm(Rig rig, float[] person, float[] photo, int side, List<Place> places) {
        this.rig = rig;
        this.person = person;
        this.photo = photo;
        this.side = side;
        this.places = places;
    }

    /**
     * A place on the skin.
     *
     * @param triangle of the rig
     * @param second share of the triangle's second corner
     * @param third share of its third
     * @param wanted brightness
     * @param weight of what it differs by
     */
    private record Place(int triangle, float second, float third, double wanted, double weight) {
        double between(double atFirst, double atSecond, double atThird) {
            return (1 - second - third) * atFirst + second * atSecond + third * atThird;
        }
    }

    /**
     * Chooses places.
     *
     * @param person vertices of the calm face
     * @param pose where the face is now
     */
    static PictureTerm of(Rig rig, float[] person, FaceTexture texture, PreparedPhoto photo, RigPose pose) {
        int side = photo.resolution();
        MeshRaster raster = new MeshRaster(side, false);
        raster.draw(pose.projected(rig.expressed(person, pose.expression())), rig.corners());
        float[] skin = new float[side * side];
        float[] share = new float[side * side];
        for (int i = 0; i < skin.length; i++) {
            if (raster.covers(i)) {
                share[i] = raster.between(i, rig.shares(), rig.corners());
                skin[i] = share[i] * brightness(rig, texture, raster, i);
            }
        }
        int soft = Pixels.of(SOFT, side);
        float[] shareAround = Blur.of(share, side, soft);
        float[] skinAround = Blur.of(skin, side, soft);
        float[] shown = Blur.of(brightness(photo), side, soft);
        List<Integer> chosen = new ArrayList<>();
        int apart = Pixels.of(APART, side);
        for (int i = 0; i < skin.length; i++) {
            boolean looked = i % side % apart == 0 && Math.floorDiv(i, side) % apart == 0;
            if (looked && raster.covers(i) && shareAround[i] > SKIN) {
                skinAround[i] /= shareAround[i];
                chosen.add(i);
            }
        }
        double[] light = light(chosen, skinAround, shown, side);
        List<Place> places = new ArrayList<>();
        for (int i : chosen) {
            double wanted = lit(skinAround[i], light, i, side);
            double weight = robust(shown[i] - wanted) * COUNTED / chosen.size() / (EXACT * EXACT);
            float second = raster.between(i, 0, 1, 0);
            float third = raster.between(i, 0, 0, 1);
            places.add(new Place(raster.triangle(i), second, third, wanted, weight));
        }
        return new PictureTerm(rig, person, shown, side, List.copyOf(places));
    }

    private static float brightness(Rig rig, FaceTexture texture, MeshRaster raster, int pixel) {
        float u = raster.place(pixel, rig.texture(), 0);
        float v = raster.place(pixel, rig.texture(), 1);
        return (texture.at(0, u, v) + texture.at(1, u, v) + texture.at(2, u, v)) / 3;
    }

    private static float[] brightness(PreparedPhoto photo) {
        float[] planes = photo.planes();
        int plane = photo.resolution() * photo.resolution();
        float[] brightness = new float[plane];
        for (int i = 0; i < plane; i++) {
            brightness[i] = (planes[i] + planes[plane + i] + planes[2 * plane + i]) / 3;
        }
        return brightness;
    }

    /** Fits a light that changes over the picture as a polynomial of second degree, twice: first with all, then with what agrees. */
    private static double[] light(List<Integer> chosen, float[] skin, float[] shown, int side) {
        double[] light = new double[LIGHT];
        light[0] = 1;
        for (int round = 0; round < 2; round++) {
            LeastSquares equations = new LeastSquares(LIGHT);
            double[] row = new double[LIGHT];
            for (int i : chosen) {
                double root = round == 0 ? 1 : Math.sqrt(robust(shown[i] - lit(skin[i], light, i, side)));
                for (int k = 0; k < LIGHT; k++) {
                    row[k] = root * (1 + skin[i]) * basis(k, i, side);
                }
                equations.add(row, root * (1 + shown[i]));
            }
            for (int k = 0; k < LIGHT; k++) {
                equations.expect(k, k == 0 ? 1 : 0, 1);
            }
            light = equations.solve(0);
        }
        return light;
    }

    /** Black is -1. */
    private static double lit(float skin, double[] light, int pixel, int side) {
        double amount = 0;
        for (int k = 0; k < LIGHT; k++) {
            amount += light[k] * basis(k, pixel, side);
        }
        return amount * (1 + skin) - 1;
    }

    private static double basis(int k, int pixel, int side) {
        double x = 2.0 * (pixel % side) / side - 1;
        double y = 2.0 * Math.floorDiv(pixel, side) / side - 1;
        return switch (k) {
            case 0 -> 1;
            case 1 -> x;
            case 2 -> y;
            case 3 -> x * x;
            case 4 -> x * y;
            default -> y * y;
        };
    }

    private static double robust(double difference) {
        double times = difference / OTHER;
        return 1 / Math.pow(1 + times * times, 2);
    }

    @Override
    public double error(RigPose pose) {
        float[][] at = pose.projected(rig.expressed(person, pose.expression()));
        double error = 0;
        for (Place place : places) {
            double difference = shown(place, at, 0, 0) - place.wanted;
            error += place.weight * difference * difference;
        }
        return error;
    }

    private double shown(Place place, float[][] at, double right, double down) {
        float x = (float) (between(place, at[0]) + right);
        float y = (float) (between(place, at[1]) + down);
        return PlaneSample.at(photo, 0, side, x, y);
    }

    private double between(Place place, float[] values) {
        int first = 3 * place.triangle;
        int[] corners = rig.corners();
        return place.between(values[corners[first]], values[corners[first + 1]], values[corners[first + 2]]);
    }

    @Override
    public void add(RigPose pose, LeastSquares equations) {
        float[] vertices = rig.expressed(person, pose.expression());
        float[][] at = pose.projected(vertices);
        int unknowns = RigFit.POSE + pose.expression().length;
        double[] sum = new double[unknowns];
        double[][] corner = new double[3][unknowns];
        for (Place place : places) {
            double root = Math.sqrt(place.weight);
            double[] slopes = {
                shown(place, at, 0.5, 0) - shown(place, at, -0.5, 0),
                shown(place, at, 0, 0.5) - shown(place, at, 0, -0.5)
            };
            Arrays.fill(sum, 0);
            for (int axis = 0; axis < 2; axis++) {
                for (int i = 0; i < 3; i++) {
                    RigFit.slope(rig, vertices, pose, rig.corners()[3 * place.triangle + i], axis, corner[i]);
                }
                for (int k = 0; k < unknowns; k++) {
                    sum[k] += root * slopes[axis] * place.between(corner[0][k], corner[1][k], corner[2][k]);
                }
            }
            equations.add(sum, root * (place.wanted - shown(place, at, 0, 0)));
        }
    }
}
