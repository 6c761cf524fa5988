package io.talkinghead.image;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** A picture to be written with what it says of itself: XMP in a PNG's international text, or in a JPEG's application segment 1. */
final class LabelledImage {
    private static final int APP1 = 0xE1;

    private LabelledImage() {}

    /** Returns the picture of a frame, with XMP where the frame is synthetic. */
    static IIOImage of(Frame frame, String format, ImageWriter writer, ImageWriteParam settings)
            throws IIOInvalidTreeException {
        BufferedImage picture = frame.toBufferedImage();
        if (frame.synthesis().isEmpty()) {
            return new IIOImage(picture, null, null);
        }
        String xmp = frame.synthesis().get().xmp();
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), settings);
        String tree = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(tree);
        if (format.equals("jpeg")) {
            root.getElementsByTagName("markerSequence").item(0).insertBefore(segment(xmp), null);
        } else {
            root.appendChild(text(xmp));
        }
        metadata.setFromTree(tree, root);
        return new IIOImage(picture, null, metadata);
    }

    private static IIOMetadataNode segment(String xmp) {
        IIOMetadataNode segment = new IIOMetadataNode("unknown");
        segment.setAttribute("MarkerTag", Integer.toString(APP1));
        segment.setUserObject(("http://ns.adobe.com/xap/1.0/\0" + xmp).getBytes(StandardCharsets.UTF_8));
        return segment;
    }

    private static IIOMetadataNode text(String xmp) {
        IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
        entry.setAttribute("keyword", "XML:com.adobe.xmp");
        entry.setAttribute("compressionFlag", "FALSE");
        entry.setAttribute("compressionMethod", "0");
        entry.setAttribute("languageTag", "");
        entry.setAttribute("translatedKeyword", "");
        entry.setAttribute("text", xmp);
        IIOMetadataNode texts = new IIOMetadataNode("iTXt");
        texts.appendChild(entry);
        return texts;
    }
}
