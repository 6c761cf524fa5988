package io.talkinghead.graph.face;

import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Box;

/**
 * A face as the detector sees it, in pixels of the picture.
 *
 * @param box around the face
 * @param score 0-1
 * @param keypoints x, y of right eye, left eye, nose tip, mouth centre, right ear, left ear; right is image left
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Detection(Box box, double score, double[] keypoints) {
    /** FaceMesh was trained on regions this much larger than the box. */
    private static final double REGION_PER_BOX = 1.5;

    /** Returns where the mesh network looks first. */
    FaceRegion region() {
        double angle = Math.atan2(keypoints[3] - keypoints[1], keypoints[2] - keypoints[0]);
        double side = REGION_PER_BOX * Math.max(box.width(), box.height());
        return new FaceRegion(box.centerX(), box.centerY(), side, angle);
    }

    static double overlap(Box a, Box b) {
        double width = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
        double height = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double shared = width * height;
        return shared / (a.area() + b.area() - shared);
    }
}
