package io.talkinghead.cli.studio;

import io.talkinghead.face.CropRule;
import io.talkinghead.face.FaceMeasures;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Box;
import io.talkinghead.image.Frame;
import io.talkinghead.image.SquareCrop;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a face in a photo, if a head is to be made of it, and what would be better. Nothing said is good.
 *
 * <p><b>Threading:</b> functions without state.
 */
final class PhotoQuality {
    /** A head that is smaller than this looks soft in the picture that is moved. */
    private static final int SEEN_PX = 192;

    private static final double TURNED = 0.17;
    private static final double TILTED = Math.toRadians(25);
    private static final double SHUT = 0.17;
    private static final double OPEN_MOUTH = 0.2;
    private static final double DARK = 55;
    private static final double BRIGHT = 225;

    private PhotoQuality() {}

    /** Returns sentences, the worst first. */
    static List<String> notes(Frame photo, Landmarks face) {
        List<String> notes = new ArrayList<>();
        SquareCrop crop = CropRule.squareAround(face);
        if (crop.side() < SEEN_PX) {
            notes.add("Too small: the head is " + Math.round(crop.side()) + " pixels wide. With " + SEEN_PX
                    + " or more the portrait gets sharp; use a larger photo, or one from nearer.");
        }
        if (isCut(face.box(), photo)) {
            notes.add("Cut off: part of the face is outside the photo. Use one that shows the whole head.");
        }
        light(photo, face, notes, crop.side() >= SEEN_PX);
        pose(face, notes);
        return notes;
    }

    private static void light(Frame photo, Landmarks face, List<String> notes, boolean largeEnough) {
        FaceLight light = FaceLight.of(photo, face);
        if (largeEnough && light.isBlurred()) {
            notes.add("Blurred: the face has no fine detail. Use a sharper photo.");
        }
        if (light.mean() < DARK) {
            notes.add("Dark: use a photo with more light on the face.");
        }
        if (light.mean() > BRIGHT) {
            notes.add("Too bright: the face is nearly white. Use a photo with softer light.");
        }
    }

    private static void pose(Landmarks face, List<String> notes) {
        if (Math.abs(FaceMeasures.yaw(face)) > TURNED) {
            notes.add("Turned to the side: good beside others, but one photo should look straight into the camera.");
        }
        if (Math.abs(FaceMeasures.roll(face)) > TILTED) {
            notes.add("Tilted: a photo with an upright head works better.");
        }
        if (FaceMeasures.eyeOpenness(face) < SHUT) {
            notes.add("Eyes shut or narrow: add a photo with open eyes, or the head's eyes stay unknown.");
        }
        if (FaceMeasures.mouthOpenness(face) > OPEN_MOUTH) {
            notes.add("Mouth open: good beside others, since it shows the teeth; one photo should have a shut mouth.");
        }
    }

    private static boolean isCut(Box face, Frame photo) {
        return face.x() < 0
                || face.y() < 0
                || face.x() + face.width() > photo.widthPx()
                || face.y() + face.height() > photo.heightPx();
    }
}
