package io.talkinghead.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The kind of a picture file, told by how it begins. */
enum PictureKind {
    PNG("a PNG picture"),
    JPEG("a JPEG picture"),
    WEBP("a WebP picture"),
    HEIC("a HEIC picture"),
    AVIF("an AVIF picture"),
    JPEG_XL("a JPEG XL picture"),
    JPEG_2000("a JPEG 2000 picture"),
    PHOTOSHOP("a Photoshop file"),
    PDF("a PDF document"),
    VIDEO("a video"),
    /** Any other, which may still be one that ImageIO reads. */
    OTHER("not a picture of a known format");

    private static final int BRANDS_AT = 8;
    private static final int MAX_FILE_TYPE_BYTES = 512;
    private static final List<String> HEIC_BRANDS =
            List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

    private final String words;

    PictureKind(String words) {
        this.words = words;
    }

    /** Looks at the first bytes of a file. */
    static PictureKind of(byte[] file) {
        // One character a byte, so that signatures can be compared as text.
        String start = new String(file, 0, Math.min(file.length, MAX_FILE_TYPE_BYTES), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (start.startsWith("\u00ff\u00d8")) {
            return JPEG;
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", BRANDS_AT)) {
            return WEBP;
        }
        if (start.startsWith("ftyp", 4)) {
            return ofBrands(brands(start));
        }
        return ofRarer(start);
    }

    private static PictureKind ofRarer(String start) {
        if (start.startsWith("\u00ff\n") || start.startsWith("JXL ", 4)) {
            return JPEG_XL;
        }
        if (start.startsWith("jP  ", 4) || start.startsWith("\u00ffO\u00ffQ")) {
            return JPEG_2000;
        }
        if (start.startsWith("8BPS")) {
            return PHOTOSHOP;
        }
        if (start.startsWith("%PDF")) {
            return PDF;
        }
        boolean video = start.startsWith("\u001aE\u00df\u00a3")
                || (start.startsWith("RIFF") && start.startsWith("AVI ", BRANDS_AT));
        return video ? VIDEO : OTHER;
    }

    /** Splits the box {@code ftyp} into its brands, the first of which counts most. */
    private static List<String> brands(String start) {
        int length = start.charAt(2) << 8 | start.charAt(3);
        int end = Math.min(start.length(), start.startsWith("\0\0") ? length : 0);
        String[] words = end <= BRANDS_AT
                ? new String[0]
                : start.substring(BRANDS_AT, end).split("(?<=\\G.{4})");
        return Arrays.asList(words);
    }

    private static PictureKind ofBrands(List<String> brands) {
        if (brands.contains("avif") || brands.contains("avis")) {
            return AVIF;
        }
        return brands.stream().anyMatch(HEIC_BRANDS::contains) ? HEIC : VIDEO;
    }

    /** Tells whether it is read by a {@link io.talkinghead.spi.picture.PictureProvider}, and not by ImageIO. */
    boolean isProvided() {
        return this == HEIC || this == AVIF;
    }

    /** Says what the file is, and what to do where nothing here reads it. */
    String advice() {
        String cure = switch (this) {
            case HEIC, AVIF ->
                ", which needs the artifact io.talkinghead:talkinghead-video on the class path; add it, or give a"
                        + " PNG or JPEG file";
            case WEBP ->
                ", which needs the artifact com.twelvemonkeys.imageio:imageio-webp on the class path; add it, or"
                        + " give a PNG or JPEG file";
            case VIDEO -> "; give a picture, or use it as a driver";
            default -> "; give a PNG, JPEG, WebP, HEIC or AVIF file";
        };
        return "it is " + words + cure;
    }
}
