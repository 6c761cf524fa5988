package io.talkinghead.cli.studio;

import java.nio.ByteBuffer;

/**
 * A picture on its way through a socket: its kind, a number, and a JPEG.
 *
 * @param kind what it shows
 * @param number of the frame that it answers
 * @param jpeg the picture
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PictureMessage(int kind, int number, byte[] jpeg) {
    /** A frame of the camera, or the live portrait that answers it. */
    static final int LIVE = 1;
    /** A frame of a video that is being rendered. */
    static final int VIDEO = 2;
    /** The portrait as the controls set it. */
    static final int POSED = 3;
    /** The portrait while it is tuned. */
    static final int TUNING = 4;

    private static final int HEADER_BYTES = 5;

    /** Reads a message of a page. */
    static PictureMessage read(ByteBuffer message) {
        if (message.remaining() < HEADER_BYTES) {
            throw new Refusal(400, "A message of the page is too short to be a picture.");
        }
        int kind = message.get();
        int number = message.getInt();
        byte[] jpeg = new byte[message.remaining()];
        message.get(jpeg);
        return new PictureMessage(kind, number, jpeg);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEADER_BYTES + jpeg.length)
                .put((byte) kind)
                .putInt(number)
                .put(jpeg)
                .array();
    }
}
