package io.talkinghead.djl.sample;

import io.talkinghead.face.Landmarks;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Kernel;
import java.util.Arrays;

/**
 * How much each pixel of a picture counts: 1, and up to {@link #FEATURES} on eyes with their brows and on the mouth, where
 * expression shows on few pixels.
 */
final class RegionWeights {
    /** The weight on eyes, brows and mouth. */
    static final float FEATURES = 6;

    private static final int[][] REGIONS = {
        {17, 18, 19, 20, 21, 39, 40, 41, 36},
        {22, 23, 24, 25, 26, 45, 46, 47, 42},
        {48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59}
    };

    private RegionWeights() {}

    /** Returns R x R weights for landmarks in pixels of an R x R crop. */
    static float[] of(Landmarks landmarks, int resolution) {
        BufferedImage image = new BufferedImage(resolution, resolution, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        // The stroke around the filled outline makes the region larger by 4 % of the crop.
        graphics.setStroke(new BasicStroke(0.08f * resolution, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int[] region : REGIONS) {
            Path2D outline = new Path2D.Double();
            outline.moveTo(landmarks.x(region[0]), landmarks.y(region[0]));
            for (int point : region) {
                outline.lineTo(landmarks.x(point), landmarks.y(point));
            }
            outline.closePath();
            graphics.fill(outline);
            graphics.draw(outline);
        }
        graphics.dispose();
        byte[] soft = ((DataBufferByte) blurred(image).getRaster().getDataBuffer()).getData();
        float[] weights = new float[resolution * resolution];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + (FEATURES - 1) * (soft[i] & 0xFF) / 255f;
        }
        return weights;
    }

    private static BufferedImage blurred(BufferedImage image) {
        int side = 2 * Math.max(1, image.getWidth() / 32) + 1;
        float[] box = new float[side * side];
        Arrays.fill(box, 1f / box.length);
        return new ConvolveOp(new Kernel(side, side, box), ConvolveOp.EDGE_NO_OP, null)
                .filter(image, new BufferedImage(image.getWidth(), image.getHeight(), image.getType()));
    }
}
