package io.talkinghead.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings pictures whose colours are described by a profile to sRGB. */
final class ProfiledColours {
    private static final int CHANNELS = 3;
    private static final int ROWS_AT_ONCE = 256;

    /** Greys, primaries, their mixtures and skin; a profile that moves none of these is sRGB's. */
    private static final String PROBES =
            "000000404040808080c0c0c0ffffffff000000ff000000ffffff0000ffffff00ffe6bea5604030";

    private ProfiledColours() {}

    /**
     * Copies a picture into a frame, which is sRGB.
     *
     * @param embedded the profile of its RGB values, where its reader did not look at it
     */
    static Frame toSrgb(BufferedImage image, Optional<ICC_Profile> embedded) {
        ColorModel model = image.getColorModel();
        ICC_Profile own = own(model);
        ICC_Profile profile = own == null ? embedded.orElse(null) : own;
        boolean grey = model.getNumColorComponents() != CHANNELS;
        if (profile == null || grey || profile.getNumComponents() != CHANNELS) {
            return Frame.fromDecoded(image);
        }
        Frame stored = Frame.fromDecoded(own == null ? image : withoutProfile(image));
        try {
            convert(stored.rgb(), stored.widthPx(), profile);
            return stored;
        } catch (CMMException | IllegalArgumentException e) {
            // A profile that cannot be used is no reason to refuse the picture.
            return stored;
        }
    }

    private static @Nullable ICC_Profile own(ColorModel model) {
        boolean profiled = model instanceof ComponentColorModel
                && model.getColorSpace() instanceof ICC_ColorSpace space
                && !space.isCS_sRGB()
                && space.getType() == ColorSpace.TYPE_RGB;
        return profiled ? ((ICC_ColorSpace) model.getColorSpace()).getProfile() : null;
    }

    /** The same values, taken for sRGB's: Java2D would convert them pixel by pixel, which takes minutes for a photo. */
    private static BufferedImage withoutProfile(BufferedImage image) {
        ColorModel model = image.getColorModel();
        ColorModel plain = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                model.hasAlpha(),
                model.isAlphaPremultiplied(),
                model.getTransparency(),
                model.getTransferType());
        return new BufferedImage(plain, image.getRaster(), model.isAlphaPremultiplied(), null);
    }

    private static void convert(byte[] rgb, int widthPx, ICC_Profile profile) {
        ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
        ColorConvertOp conversion = new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null);
        byte[] probes = HexFormat.of().parseHex(PROBES);
        byte[] moved = probes.clone();
        convert(moved, 0, moved.length / CHANNELS, 1, conversion);
        if (largestDifference(probes, moved) <= 1) {
            return;
        }
        int height = rgb.length / CHANNELS / widthPx;
        for (int y = 0; y < height; y += ROWS_AT_ONCE) {
            convert(rgb, CHANNELS * widthPx * y, widthPx, Math.min(ROWS_AT_ONCE, height - y), conversion);
        }
    }

    private static int largestDifference(byte[] a, byte[] b) {
        int largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)));
        }
        return largest;
    }

    private static void convert(byte[] rgb, int offset, int width, int height, ColorConvertOp conversion) {
        byte[] part = new byte[CHANNELS * width * height];
        System.arraycopy(rgb, offset, part, 0, part.length);
        WritableRaster from = Raster.createInterleavedRaster(
                new DataBufferByte(part, part.length),
                width,
                height,
                CHANNELS * width,
                CHANNELS,
                new int[] {0, 1, 2},
                null);
        WritableRaster to = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, CHANNELS, null);
        conversion.filter(from, to);
        System.arraycopy(((DataBufferByte) to.getDataBuffer()).getData(), 0, rgb, offset, part.length);
    }
}
