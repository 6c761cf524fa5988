package io.talkinghead.spi.video;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import java.time.Duration;

/**
 * A picture whose pixels are all there.
 *
 * @param read the frame
 */
record WholePicture(VideoReader.TimedFrame read) implements VideoPicture {
    @Override
    public Duration time() {
        return read.time();
    }

    @Override
    public Duration length() {
        return read.length();
    }

    @Override
    public Frame whole() {
        return read.frame();
    }

    @Override
    public Frame part(PictureWindow window) {
        Frame whole = read.frame();
        checkArgument(
                window.leftPx() + window.widthPx() <= whole.widthPx()
                        && window.topPx() + window.heightPx() <= whole.heightPx(),
                "%s is not within %s",
                window,
                whole);
        int width = window.withoutRest().widthPx();
        int height = window.withoutRest().heightPx();
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            int from = (window.topPx() + y) * whole.widthPx() + window.leftPx();
            System.arraycopy(whole.rgb(), 3 * from, rgb, 3 * y * width, 3 * width);
        }
        return Resampler.resize(Frame.of(width, height, rgb), window.madeWidthPx(), window.madeHeightPx());
    }
}
