package io.talkinghead.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The named parts of a PNG or WebP file, in their order.
 *
 * @param list what stands whole in the file
 * @param cut whether the last one reaches beyond the end of the file
 */
record Chunks(List<Chunk> list, boolean cut) {
    /** Fewer than any real file has; so that a hostile one made of empty parts takes no time. */
    private static final int MAX_COUNT = 100_000;

    private static final int PNG_HEADER_BYTES = 8;
    private static final int PNG_CHECKSUM_BYTES = 4;
    private static final int RIFF_HEADER_BYTES = 12;
    private static final int HEAD_BYTES = 8;

    /** Copies the list. */
    Chunks {
        list = List.copyOf(list);
    }

    /**
     * One part.
     *
     * @param name four characters
     * @param data what it holds, from position 0 to the limit
     */
    record Chunk(String name, ByteBuffer data) {}

    /** Splits a PNG file. */
    static Chunks ofPng(byte[] file) {
        ByteBuffer rest = ByteBuffer.wrap(file);
        rest.position(Math.min(PNG_HEADER_BYTES, file.length));
        return split(rest, PNG_CHECKSUM_BYTES, false);
    }

    /** Splits a WebP file. */
    static Chunks ofWebp(byte[] file) {
        ByteBuffer rest = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        rest.position(Math.min(RIFF_HEADER_BYTES, file.length));
        return ofRiff(rest);
    }

    /** Splits what lies between the position and the limit of a WebP file's part. */
    static Chunks ofRiff(ByteBuffer rest) {
        return split(rest, 0, true);
    }

    private static Chunks split(ByteBuffer rest, int trailerBytes, boolean nameFirst) {
        List<Chunk> found = new ArrayList<>();
        boolean cut = false;
        while (rest.remaining() >= HEAD_BYTES && found.size() < MAX_COUNT) {
            int at = rest.position();
            long length = Integer.toUnsignedLong(rest.getInt(nameFirst ? at + 4 : at));
            byte[] name = new byte[4];
            rest.get(nameFirst ? at : at + 4, name);
            rest.position(at + HEAD_BYTES);
            cut = length > rest.remaining();
            if (cut) {
                break;
            }
            ByteBuffer data = rest.slice(rest.position(), (int) length).order(rest.order());
            found.add(new Chunk(new String(name, StandardCharsets.ISO_8859_1), data));
            long padding = nameFirst ? length % 2 : 0;
            rest.position((int) Math.min(rest.limit(), rest.position() + length + trailerBytes + padding));
        }
        return new Chunks(found, cut);
    }

    /** Returns the data of the first part of a name. */
    Optional<ByteBuffer> first(String name) {
        return list.stream()
                .filter(chunk -> chunk.name().equals(name))
                .map(chunk -> chunk.data().duplicate().order(chunk.data().order()))
                .findFirst();
    }
}
