package io.talkinghead.cli.studio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The body of a request, of which no more is read than is allowed.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class Upload {
    private static final int PIECE_BYTES = 1 << 16;
    /** Who still writes when the connection is closed never sees the answer: so much of what is refused is read first. */
    private static final long DROPPED_BYTES = 1 << 27;

    private final InputStream in;
    private final long announced;

    /** Reads a body that is said to be so long, or -1 where nothing is said. */
    Upload(InputStream in, long announced) {
        this.in = in;
        this.announced = announced;
    }

    /** Reads all of it into memory. */
    byte[] bytes(String what, long most) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(out, what, most);
        return out.toByteArray();
    }

    /** Reads all of it into a file, which is removed if that fails. */
    void toFile(Path file, String what, long most) {
        try (OutputStream out = Files.newOutputStream(file)) {
            copy(out, what, most);
        } catch (IOException e) {
            remove(file);
            throw new Refusal(507, what + " cannot be kept: " + e.getMessage() + ". Free some space on the disk.");
        } catch (RuntimeException e) {
            remove(file);
            throw e;
        }
    }

    private void copy(OutputStream out, String what, long most) {
        if (announced > most) {
            throw tooLarge(what, most);
        }
        byte[] piece = new byte[PIECE_BYTES];
        long total = 0;
        long start = System.nanoTime();
        for (int count = read(piece, what); count >= 0; count = read(piece, what)) {
            total += count;
            checkPace(total, System.nanoTime() - start, what);
            if (total > most) {
                throw tooLarge(what, most);
            }
            write(out, piece, count, what);
        }
    }

    private Refusal tooLarge(String what, long most) {
        byte[] piece = new byte[PIECE_BYTES];
        long start = System.nanoTime();
        long total = 0;
        for (int count = read(piece, what); count >= 0 && total < DROPPED_BYTES; count = read(piece, what)) {
            total += count;
            checkPace(total, System.nanoTime() - start, what);
        }
        return Refusal.tooLarge(what, most);
    }

    /** Whoever brings a byte now and then would hold a thread for ever. */
    private static void checkPace(long bytes, long nanos, String what) {
        double seconds = nanos / 1e9 - Limits.SILENCE.toSeconds();
        if (seconds > 0 && bytes < seconds * Limits.BYTES_A_SECOND) {
            throw new Refusal(408, what + " arrives too slowly. Try again.");
        }
    }

    private int read(byte[] piece, String what) {
        try {
            return in.read(piece);
        } catch (IOException e) {
            throw new Refusal(408, what + " did not arrive whole. Try again.");
        }
    }

    private static void write(OutputStream out, byte[] piece, int count, String what) {
        try {
            out.write(piece, 0, count);
        } catch (IOException e) {
            throw new Refusal(507, what + " cannot be kept: " + e.getMessage() + ". Free some space on the disk.");
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // It goes with its folder.
        }
    }
}
