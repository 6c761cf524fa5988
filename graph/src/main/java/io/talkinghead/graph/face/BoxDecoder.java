package io.talkinghead.graph.face;

import io.talkinghead.image.Box;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Reads BlazeFace's outputs: anchors, scores, and the merging of overlapping boxes. Everything in pixels of the network's 256
 * x 256 input.
 */
final class BoxDecoder {
    private static final double MIN_SCORE = 0.5;
    private static final double SAME_FACE_OVERLAP = 0.3;
    private static final double LOGIT_LIMIT = 60;
    private static final int VALUES_PER_BOX = 16;
    private static final int KEYPOINT_VALUES = 12;

    private BoxDecoder() {}

    /** Returns the faces, the surest first. */
    static List<Detection> decode(FaceNet.Call call) {
        List<Detection> candidates = new ArrayList<>();
        collect(call.output("scores512"), call.output("boxes512"), 16, 2, candidates);
        collect(call.output("scores384"), call.output("boxes384"), 32, 6, candidates);
        candidates.sort(Comparator.comparingDouble(Detection::score).reversed());
        return merged(candidates);
    }

    private static void collect(FloatBuffer scores, FloatBuffer boxes, int stride, int perCell, List<Detection> to) {
        int cells = FaceNetFile.BLAZEFACE.resolution() / stride;
        for (int i = 0; i < scores.capacity(); i++) {
            double logit = Math.min(LOGIT_LIMIT, Math.max(-LOGIT_LIMIT, scores.get(i)));
            double score = 1 / (1 + Math.exp(-logit));
            if (score <= MIN_SCORE) {
                continue;
            }
            int cell = i / perCell;
            double anchorX = (cell % cells + 0.5) * stride;
            double anchorY = (Math.floorDiv(cell, cells) + 0.5) * stride;
            int at = i * VALUES_PER_BOX;
            double width = boxes.get(at + 2);
            double height = boxes.get(at + 3);
            double left = anchorX + boxes.get(at) - width / 2;
            double top = anchorY + boxes.get(at + 1) - height / 2;
            double[] keypoints = new double[KEYPOINT_VALUES];
            for (int k = 0; k < KEYPOINT_VALUES; k++) {
                keypoints[k] = boxes.get(at + 4 + k) + (k % 2 == 0 ? anchorX : anchorY);
            }
            if (width > 0 && height > 0) {
                to.add(new Detection(new Box(left, top, width, height), score, keypoints));
            }
        }
    }

    /** Replaces each group of overlapping boxes by its mean, weighted by score. */
    private static List<Detection> merged(List<Detection> candidates) {
        List<Detection> left = new ArrayList<>(candidates);
        List<Detection> faces = new ArrayList<>();
        while (!left.isEmpty()) {
            Detection best = left.get(0);
            List<Detection> group = new ArrayList<>();
            Iterator<Detection> others = left.iterator();
            while (others.hasNext()) {
                Detection other = others.next();
                if (Detection.overlap(best.box(), other.box()) > SAME_FACE_OVERLAP) {
                    group.add(other);
                    others.remove();
                }
            }
            faces.add(mean(best.score(), group));
        }
        return faces;
    }

    private static Detection mean(double score, List<Detection> group) {
        double sum = 0;
        double[] box = new double[4];
        double[] keypoints = new double[KEYPOINT_VALUES];
        for (Detection each : group) {
            double weight = each.score();
            sum += weight;
            box[0] += weight * each.box().x();
            box[1] += weight * each.box().y();
            box[2] += weight * each.box().width();
            box[3] += weight * each.box().height();
            for (int k = 0; k < KEYPOINT_VALUES; k++) {
                keypoints[k] += weight * each.keypoints()[k];
            }
        }
        for (int k = 0; k < KEYPOINT_VALUES; k++) {
            keypoints[k] /= sum;
        }
        return new Detection(new Box(box[0] / sum, box[1] / sum, box[2] / sum, box[3] / sum), score, keypoints);
    }
}
