package io.talkinghead.video;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes HEIC files (ISO/IEC 23008-12) around HEVC pictures, as phones do: one picture, or a grid of hidden ones. */
final class HeifWriter {
    private static final int PARAMETER_SETS = 3;

    private final List<byte[]> units = Patches.hevcUnits();
    private final List<byte[]> properties = new ArrayList<>();
    private byte[] colours = box("free");
    private final int columns;
    private final int rows;
    private int widthPx;
    private int heightPx;
    private int tileWidthPx = Patches.SIDE_PX;
    private int tileHeightPx = Patches.SIDE_PX;

    private HeifWriter(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        this.widthPx = columns * Patches.SIDE_PX;
        this.heightPx = rows * Patches.SIDE_PX;
    }

    /** One picture: the first of the patches. */
    static HeifWriter single() {
        return new HeifWriter(1, 1);
    }

    /** Pictures side by side, the first four of which are the patches; then they begin again. */
    static HeifWriter grid(int columns, int rows) {
        return new HeifWriter(columns, rows);
    }

    /** Says that the whole picture has this size. */
    HeifWriter size(int width, int height) {
        widthPx = width;
        heightPx = height;
        return this;
    }

    /** Says that every tile has this size. */
    HeifWriter tileSize(int width, int height) {
        tileWidthPx = width;
        tileHeightPx = height;
        return this;
    }

    /** Turns the picture counter-clockwise. */
    HeifWriter turned(int quarters) {
        properties.add(box("irot", new byte[] {(byte) quarters}));
        return this;
    }

    /** Mirrors the picture: 0 exchanges top and bottom, 1 left and right. */
    HeifWriter mirrored(int mode) {
        properties.add(box("imir", new byte[] {(byte) mode}));
        return this;
    }

    /** Names the colours by the numbers of H.273, for the tiles as well. */
    HeifWriter coloured(int primaries, int transfer, int matrix) {
        byte[] numbers = {0, (byte) primaries, 0, (byte) transfer, 0, (byte) matrix, (byte) 0x80};
        colours = box("colr", ascii("nclx"), numbers);
        return this;
    }

    /** Adds a colour profile. */
    HeifWriter profiled(byte[] profile) {
        properties.add(box("colr", ascii("prof"), profile));
        return this;
    }

    /** Returns the file. */
    byte[] file() {
        byte[] start = box("ftyp", ascii("heic"), new byte[4], ascii("mif1heic"));
        // Twice, since the offsets are of one length whatever they are.
        int data = start.length + meta(0).length + 8;
        return join(start, meta(data), box("mdat", join(samples().toArray(byte[][]::new))));
    }

    private boolean isGrid() {
        return columns * rows > 1;
    }

    private int tiles() {
        return columns * rows;
    }

    private int mainItem() {
        return isGrid() ? tiles() + 1 : 1;
    }

    private List<byte[]> samples() {
        List<byte[]> samples = new ArrayList<>();
        for (int i = 0; i < tiles(); i++) {
            byte[] unit = units.get(PARAMETER_SETS + i % 4);
            samples.add(join(int32(unit.length), unit));
        }
        return samples;
    }

    private byte[] meta(int data) {
        byte[] handler = full("hdlr", 0, new byte[4], ascii("pict"), new byte[13]);
        byte[] primary = full("pitm", 0, int16(mainItem()));
        byte[] grid = join(new byte[] {0, 1, (byte) (rows - 1), (byte) (columns - 1)}, int32(widthPx), int32(heightPx));
        return full(
                "meta",
                0,
                handler,
                primary,
                locations(data, grid.length),
                infos(),
                isGrid() ? full("iref", 0, box("dimg", references())) : new byte[0],
                box("iprp", containers(), associations()),
                isGrid() ? box("idat", grid) : new byte[0]);
    }

    private byte[] locations(int data, int gridBytes) {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        int offset = data;
        int id = 1;
        for (byte[] sample : samples()) {
            items.writeBytes(join(int16(id), int16(0), int16(0), int16(1), int32(offset), int32(sample.length)));
            offset += sample.length;
            id++;
        }
        if (isGrid()) {
            // Its sixteen bytes lie in the box idat, as in the files of phones.
            items.writeBytes(join(int16(mainItem()), int16(1), int16(0), int16(1), int32(0), int32(gridBytes)));
        }
        return full("iloc", 1, new byte[] {0x44, 0}, int16(mainItem()), items.toByteArray());
    }

    private byte[] infos() {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        for (int id = 1; id <= mainItem(); id++) {
            boolean grid = isGrid() && id == mainItem();
            // Bit 0 of the flags hides the tiles.
            int hidden = isGrid() && !grid ? 1 : 0;
            items.writeBytes(box(
                    "infe",
                    int32(0x02000000 | hidden),
                    int16(id),
                    int16(0),
                    ascii(grid ? "grid" : "hvc1"),
                    new byte[1]));
        }
        return full("iinf", 0, int16(mainItem()), items.toByteArray());
    }

    private byte[] references() {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        to.writeBytes(join(int16(mainItem()), int16(tiles())));
        for (int id = 1; id <= tiles(); id++) {
            to.writeBytes(int16(id));
        }
        return to.toByteArray();
    }

    /** Properties 1 and 2 are the tiles', 3 is everyone's, 4 the picture's size, and those after that were asked for. */
    private byte[] containers() {
        return box(
                "ipco",
                box("hvcC", configuration()),
                full("ispe", 0, int32(tileWidthPx), int32(tileHeightPx)),
                colours,
                full("ispe", 0, int32(widthPx), int32(heightPx)),
                join(properties.toArray(byte[][]::new)));
    }

    private byte[] associations() {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        for (int id = 1; id <= mainItem(); id++) {
            boolean main = id == mainItem();
            List<Integer> indices = new ArrayList<>(isGrid() && main ? List.of(3, 4) : List.of(1, main ? 4 : 2, 3));
            for (int i = 0; main && i < properties.size(); i++) {
                indices.add(5 + i);
            }
            items.writeBytes(join(int16(id), new byte[] {(byte) indices.size()}));
            indices.forEach(items::write);
        }
        return full("ipma", 0, int32(mainItem()), items.toByteArray());
    }

    private byte[] configuration() {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        // Main profile, level 1; 4:2:0, 8 bits, lengths of four bytes; three arrays follow.
        record.writeBytes(new byte[] {1, 1, 0x60, 0, 0, 0, (byte) 0x90, 0, 0, 0, 0, 0, 30});
        record.writeBytes(new byte[] {
            (byte) 0xF0, 0, (byte) 0xFC, (byte) 0xFD, (byte) 0xF8, (byte) 0xF8, 0, 0, 0x0F, PARAMETER_SETS
        });
        for (int i = 0; i < PARAMETER_SETS; i++) {
            byte[] unit = units.get(i);
            record.writeBytes(join(new byte[] {(byte) (0x80 | unit[0] >> 1)}, int16(1), int16(unit.length), unit));
        }
        return record.toByteArray();
    }

    private static byte[] full(String name, int version, byte[]... content) {
        return box(name, int32(version << 24), join(content));
    }

    private static byte[] box(String name, byte[]... content) {
        byte[] all = join(content);
        return join(int32(8 + all.length), ascii(name), all);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] int16(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    private static byte[] int32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
