package io.talkinghead.face;

import io.talkinghead.image.Box;
import io.talkinghead.image.SquareCrop;
import org.apiguardian.api.API;

/**
 * The crop {@code voxceleb-like-v1}: the same square around the landmarks in meta-learning, tuning and driving.
 *
 * <p>Side = 1.9 x the larger side of the landmarks' box; centre = the box's centre moved up by 0.10 x side.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class CropRule {
    /** The rule's name in model bundles. */
    public static final String ID = "voxceleb-like-v1";

    private static final double SIDE_PER_BOX = 1.9;
    private static final double UP_PER_SIDE = 0.10;

    private CropRule() {}

    /** Returns the crop for landmarks, in the same pixels as they are; its side is at least one pixel. */
    public static SquareCrop squareAround(Landmarks landmarks) {
        Box box = landmarks.box();
        double side = Math.max(1, SIDE_PER_BOX * Math.max(box.width(), box.height()));
        double centerY = box.centerY() - UP_PER_SIDE * side;
        return new SquareCrop(box.centerX() - side / 2, centerY - side / 2, side);
    }

    /** Moves landmarks from a picture's pixels into those of its crop, resized to {@code sizePx}. */
    public static Landmarks intoCrop(Landmarks landmarks, SquareCrop crop, int sizePx) {
        double scale = crop.scaleTo(sizePx);
        return landmarks.transformed(scale, -crop.left() * scale, -crop.top() * scale);
    }
}
