package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.face.Face;
import io.talkinghead.face.FacePart;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.head.UprightPhoto;
import io.talkinghead.person.Photo;
import java.util.List;

/**
 * A photo that a page has brought, with the faces found in it.
 *
 * @param number of the photo on its page
 * @param name of its file
 * @param upright the photo at the size that is kept, turned if its faces were not upright, and the faces
 */
record StudioPhoto(int number, String name, UprightPhoto upright) {
    private static final List<FacePart> OUTLINE = List.of(
            FacePart.JAW,
            FacePart.LEFT_BROW,
            FacePart.RIGHT_BROW,
            FacePart.NOSE_BRIDGE,
            FacePart.NOSTRILS,
            FacePart.LEFT_EYE,
            FacePart.RIGHT_EYE,
            FacePart.OUTER_LIPS,
            FacePart.INNER_LIPS);

    Frame picture() {
        return upright.picture();
    }

    /** Returns the photo for a head, with one of its faces. */
    Photo of(int face) {
        List<Face> faces = upright.faces();
        if (face < 0 || face >= faces.size()) {
            throw Refusal.notFound("face " + face + " in " + name);
        }
        return Photo.of(picture(), name).withLandmarks(faces.get(face).landmarks());
    }

    /** Describes it for the page; places are shares of its width and height. */
    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("photo", number);
        node.put("name", name);
        node.put("width", picture().widthPx());
        node.put("height", picture().heightPx());
        if (upright.quarters() != 0) {
            node.put("turn", upright.turn());
        }
        ArrayNode list = node.putArray("faces");
        for (Face face : upright.faces()) {
            list.add(describe(face));
        }
        return node;
    }

    private ObjectNode describe(Face face) {
        Frame picture = picture();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("box")
                .add(face.box().x() / picture.widthPx())
                .add(face.box().y() / picture.heightPx())
                .add(face.box().width() / picture.widthPx())
                .add(face.box().height() / picture.heightPx());
        ArrayNode lines = node.putArray("lines");
        for (FacePart part : OUTLINE) {
            ArrayNode line = lines.addArray();
            for (int i = part.first(); i <= part.last(); i++) {
                line.addArray()
                        .add(share(face.landmarks().x(i), picture.widthPx()))
                        .add(share(face.landmarks().y(i), picture.heightPx()));
            }
        }
        ArrayNode notes = node.putArray("notes");
        PhotoQuality.notes(picture, face.landmarks()).forEach(notes::add);
        return node;
    }

    private static double share(double at, int size) {
        return Math.round(at / size * 1e4) / 1e4;
    }
}
