package io.talkinghead.cli.studio;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Pictures as they travel between the browser and the studio. */
final class Jpeg {
    static final String TYPE = "image/jpeg";
    private static final float QUALITY = 0.88f;

    private Jpeg() {}

    /** Encodes a picture. */
    static byte[] of(Frame picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageFiles.encodeJpeg(picture, QUALITY, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Encodes a picture whose longer side is at most {@code sidePx}. */
    static byte[] of(Frame picture, int sidePx) {
        return of(within(picture, sidePx));
    }

    /** Returns a picture whose longer side is at most {@code sidePx}. */
    static Frame within(Frame picture, int sidePx) {
        int longer = Math.max(picture.widthPx(), picture.heightPx());
        if (longer <= sidePx) {
            return picture;
        }
        double scale = (double) sidePx / longer;
        return Resampler.resize(picture, Math.max(1, (int) Math.round(picture.widthPx() * scale)), Math.max(1, (int)
                Math.round(picture.heightPx() * scale)));
    }

    /** Reads a frame of a camera. Its size is looked at first: a few bytes may say that they are a hundred megapixels. */
    static Frame read(byte[] bytes) {
        if (pixels(bytes) > Limits.FRAME_PIXELS) {
            throw new TalkingHeadException(
                    ErrorCode.IMAGE_TOO_LARGE,
                    "a frame of the camera has more than " + Limits.FRAME_PIXELS + " pixels; send smaller ones");
        }
        return ImageFiles.read(bytes, "a frame of the camera");
    }

    /** Returns how many pixels a picture says it has, 0 if it cannot be told: then it cannot be read either. */
    private static long pixels(byte[] bytes) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return 0;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return (long) reader.getWidth(0) * reader.getHeight(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // What it says is no matter then: reading it tells what is wrong.
            return 0;
        }
    }
}
