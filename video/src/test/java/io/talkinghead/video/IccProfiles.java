package io.talkinghead.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Colour profiles (ICC.1:2010) for tests, and what they mean in sRGB. */
final class IccProfiles {
    private static final int HEADER_BYTES = 128;

    /** From linear Display P3 to linear sRGB; both have the white of daylight, D65. */
    private static final double[] P3_TO_SRGB = {
        1.2249401762805598,
        -0.2249401762805600,
        0,
        -0.0420569547096881,
        1.0420569547096881,
        0,
        -0.0196375545903344,
        -0.0786360455506319,
        1.0982736001409663
    };

    private IccProfiles() {}

    /** Returns Display P3, as phones embed it: primaries as seen under D50, and sRGB's curve. */
    static byte[] displayP3() {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", text());
        tags.put("cprt", text());
        tags.put("wtpt", xyz(0.9642, 1, 0.8249));
        tags.put("rXYZ", xyz(0.51512, 0.24120, -0.00105));
        tags.put("gXYZ", xyz(0.29198, 0.69225, 0.04189));
        tags.put("bXYZ", xyz(0.15710, 0.06657, 0.78407));
        byte[] curve = tag("para", 24)
                .putShort((short) 3)
                .putShort((short) 0)
                .putInt(fixed(2.4))
                .putInt(fixed(1 / 1.055))
                .putInt(fixed(0.055 / 1.055))
                .putInt(fixed(1 / 12.92))
                .putInt(fixed(0.04045))
                .array();
        tags.put("rTRC", curve);
        tags.put("gTRC", curve);
        tags.put("bTRC", curve);
        return profile("mntrRGB XYZ ", tags);
    }

    /**
     * Returns a printer's profile: a table of the sixteen mixtures of inks, between which colours are interpolated.
     *
     * @param lab by the number of the mixture, 8 for cyan, 4 for magenta, 2 for yellow and 1 for black: L* and a*, b*
     */
    static byte[] cmyk(int[][] lab) {
        ByteBuffer table = table(4, 3);
        for (int[] colour : lab) {
            table.put((byte) Math.round(2.55 * colour[0]));
            table.put((byte) (colour[1] + 128)).put((byte) (colour[2] + 128));
        }
        straight(table, 3);
        // Nobody prints by it, but a printer's profile must have the way back.
        ByteBuffer back = table(3, 4);
        back.position(back.position() + 8 * 4);
        straight(back, 4);
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", text());
        tags.put("cprt", text());
        tags.put("wtpt", xyz(0.9642, 1, 0.8249));
        tags.put("A2B0", table.array());
        tags.put("B2A0", back.array());
        return profile("prtrCMYKLab ", tags);
    }

    /** Returns a table of two steps an input, up to where its mixtures begin. */
    private static ByteBuffer table(int inputs, int outputs) {
        ByteBuffer table = tag("mft1", 40 + 256 * (inputs + outputs) + (1 << inputs) * outputs);
        table.put((byte) inputs).put((byte) outputs).put((byte) 2).put((byte) 0);
        for (int i = 0; i < 9; i++) {
            table.putInt(fixed(i % 4 == 0 ? 1 : 0));
        }
        straight(table, inputs);
        return table;
    }

    private static void straight(ByteBuffer table, int curves) {
        for (int i = 0; i < curves * 256; i++) {
            table.put((byte) i);
        }
    }

    /** Returns the sRGB colour of one of Display P3. */
    static int[] srgbOfP3(int... p3) {
        int[] srgb = new int[3];
        for (int row = 0; row < 3; row++) {
            double light = 0;
            for (int column = 0; column < 3; column++) {
                light += P3_TO_SRGB[3 * row + column] * light(p3[column] / 255.0);
            }
            srgb[row] = (int) Math.round(255 * value(Math.max(0, Math.min(1, light))));
        }
        return srgb;
    }

    /** Returns the sRGB colour of L*, a* and b* under D50. */
    static int[] srgbOfLab(int... lab) {
        double y = (lab[0] + 16) / 116.0;
        double[] xyz = {0.9642 * cube(y + lab[1] / 500.0), cube(y), 0.8249 * cube(y - lab[2] / 200.0)};
        // From XYZ under D50, by Bradford's adaptation.
        double[] matrix = {
            3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.0334540, 0.0719453, -0.2289914, 1.4052427
        };
        int[] srgb = new int[3];
        for (int row = 0; row < 3; row++) {
            double light = matrix[3 * row] * xyz[0] + matrix[3 * row + 1] * xyz[1] + matrix[3 * row + 2] * xyz[2];
            srgb[row] = (int) Math.round(255 * value(Math.max(0, Math.min(1, light))));
        }
        return srgb;
    }

    private static double cube(double t) {
        return t > 6.0 / 29 ? t * t * t : 3 * 36.0 / 841 * (t - 4.0 / 29);
    }

    private static double light(double value) {
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double value(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }

    private static byte[] profile(String classAndSpaces, Map<String, byte[]> tags) {
        int start = HEADER_BYTES + 4 + 12 * tags.size();
        int size = start + tags.values().stream().mapToInt(tag -> tag.length).sum();
        ByteBuffer profile = ByteBuffer.allocate(size);
        profile.putInt(0, size)
                .putInt(8, 0x04300000)
                .put(12, ascii(classAndSpaces))
                .put(36, ascii("acsp"));
        profile.position(68).putInt(fixed(0.9642)).putInt(fixed(1)).putInt(fixed(0.8249));
        profile.position(HEADER_BYTES).putInt(tags.size());
        int offset = start;
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            profile.put(ascii(tag.getKey())).putInt(offset).putInt(tag.getValue().length);
            offset += tag.getValue().length;
        }
        tags.values().forEach(profile::put);
        return profile.array();
    }

    private static byte[] text() {
        return tag("mluc", 24)
                .putInt(1)
                .putInt(12)
                .put(ascii("enUS"))
                .putInt(4)
                .putInt(28)
                .put(new byte[] {0, 'o', 0, 'k'})
                .array();
    }

    private static byte[] xyz(double x, double y, double z) {
        return tag("XYZ ", 12)
                .putInt(fixed(x))
                .putInt(fixed(y))
                .putInt(fixed(z))
                .array();
    }

    private static ByteBuffer tag(String type, int bytes) {
        // Tags begin at multiples of four bytes.
        return ByteBuffer.allocate(8 + (bytes + 3) / 4 * 4).put(ascii(type)).putInt(0);
    }

    private static int fixed(double value) {
        return (int) Math.round(65536 * value);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
