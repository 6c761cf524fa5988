package io.talkinghead.drive;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A named movement of the face, from -1 over 0, as in the photo, to 1. Left and right are those of the picture.
 *
 * <p>There is none for the gaze: the 68 landmarks do not show where an eye looks, and a head keeps the gaze of its photo.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FaceControl {
    /** 1 smiles, -1 draws the corners of the mouth down. */
    SMILE,
    /** 1 opens the mouth wide; -1 shuts the one of a photo that shows it open, and does nothing to a shut one. */
    MOUTH_OPEN,
    /** 1 stretches the mouth, -1 puckers it. */
    MOUTH_WIDTH,
    /** 1 moves the mouth to the right, -1 to the left. */
    MOUTH_SIDE,
    /** 1 raises the left brow, -1 lowers it. */
    LEFT_BROW,
    /** 1 raises the right brow, -1 lowers it. */
    RIGHT_BROW,
    /** -1 shuts the left eye, whatever its size; 1 opens it wide. */
    LEFT_EYE,
    /** -1 shuts the right eye, whatever its size; 1 opens it wide. */
    RIGHT_EYE;

    /** Returns what moves towards a side, by how much at its end. The person's left is the picture's right. */
    List<Part> parts(boolean positive) {
        return switch (this) {
            case SMILE ->
                positive
                        ? List.of(new Part("mouthSmileLeft", 1), new Part("mouthSmileRight", 1))
                        : List.of(new Part("mouthFrownLeft", 1.5), new Part("mouthFrownRight", 1.5));
            case MOUTH_OPEN -> positive ? List.of(new Part("jawOpen", 0.55)) : List.of();
            case MOUTH_WIDTH ->
                positive
                        ? List.of(new Part("mouthStretchLeft", 1), new Part("mouthStretchRight", 1))
                        : List.of(new Part("mouthPucker", 1));
            case MOUTH_SIDE -> List.of(new Part(positive ? "mouthLeft" : "mouthRight", 0.7));
            case LEFT_BROW ->
                positive
                        ? List.of(new Part("browOuterUpRight", 1), new Part("browInnerUpRight", 1))
                        : List.of(new Part("browDownRight", 1));
            case RIGHT_BROW ->
                positive
                        ? List.of(new Part("browOuterUpLeft", 1), new Part("browInnerUpLeft", 1))
                        : List.of(new Part("browDownLeft", 1));
            case LEFT_EYE, RIGHT_EYE -> List.of();
        };
    }

    /**
     * A share of a movement of {@link ExpressionBasis}.
     *
     * @param movement its name
     * @param weight how much of it
     */
    record Part(String movement, double weight) {}
}
