package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * The pictures on their way into the file: padded, converted and encoded.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class PictureTrack implements AutoCloseable {
    private final NativeStatus status;
    private final AVFrame picture;
    private final FilterPipeline pipeline;
    private final StreamEncoder encoder;
    private final MediaSink sink;
    private final int sinkIndex;
    private StreamEncoder.Shown last = StreamEncoder.Shown.NEVER;

    private PictureTrack(
            NativeStatus status, AVFrame picture, FilterPipeline pipeline, StreamEncoder encoder, MediaSink sink) {
        this.status = status;
        this.picture = picture;
        this.pipeline = pipeline;
        this.encoder = encoder;
        this.sink = sink;
        this.sinkIndex = sink.addStream(encoder.context());
    }

    /** Opens the first codec that this FFmpeg has and that takes the size, and adds its stream. */
    static PictureTrack open(
            OutputFormat output, VideoFormat format, Rational timeBase, MediaSink sink, NativeStatus status) {
        for (VideoCodec codec : output.videoCodecs()) {
            AVCodec found = avcodec_find_encoder_by_name(codec.encoder());
            if (found != null && codec.takes(format)) {
                return open(codec, found, format, timeBase, sink, status);
            }
        }
        throw status.failure("none of the encoders for ." + output.muxer() + " is in this FFmpeg and takes "
                + format.widthPx() + " x " + format.heightPx() + " px: "
                + output.videoCodecs().stream().map(VideoCodec::encoder).toList()
                + "; choose another size or another of .mp4, .webm and .gif");
    }

    private static PictureTrack open(
            VideoCodec codec,
            AVCodec found,
            VideoFormat format,
            Rational timeBase,
            MediaSink sink,
            NativeStatus status) {
        CloseStack opened = new CloseStack();
        try {
            AVFrame picture = status.present(av_frame_alloc(), "making a frame");
            opened.push(() -> av_frame_free(picture));
            picture.format(AV_PIX_FMT_RGB24);
            picture.width(codec.padded(format.widthPx()));
            picture.height(codec.padded(format.heightPx()));
            picture.colorspace(AVCOL_SPC_RGB);
            picture.color_range(AVCOL_RANGE_JPEG);
            status.check(av_frame_get_buffer(picture, 0), "making a frame");
            FilterPipeline pipeline = FilterPipeline.open(codec.description(format, timeBase), "", status);
            opened.push(pipeline::close);
            StreamEncoder encoder = StreamEncoder.open(
                    found, codec.settings(format, timeBase), format.framesPerSecond(), AV_SAMPLE_FMT_NONE, status);
            opened.push(encoder::close);
            return new PictureTrack(status, picture, pipeline, encoder, sink);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Writes a picture; {@code ticks} is its time, and {@code length} how long it stays if it is the last. */
    void write(Frame frame, long ticks, long length) {
        last = new StreamEncoder.Shown(ticks, length);
        status.check(av_frame_make_writable(picture), "making a frame");
        fill(frame);
        picture.pts(ticks);
        pipeline.push(picture);
        encode();
    }

    /** Odd sides grow by one pixel where the codec needs even ones: the last column and row are repeated. */
    private void fill(Frame frame) {
        byte[] pixels = frame.rgb();
        int rowBytes = 3 * frame.widthPx();
        int stride = picture.linesize(0);
        BytePointer data = picture.data(0);
        for (int y = 0; y < picture.height(); y++) {
            int row = Math.min(y, frame.heightPx() - 1) * rowBytes;
            data.position((long) y * stride).put(pixels, row, rowBytes);
            for (int x = frame.widthPx(); x < picture.width(); x++) {
                data.position((long) y * stride + 3L * x).put(pixels, row + rowBytes - 3, 3);
            }
        }
    }

    private void encode() {
        while (pipeline.pull()) {
            encoder.encode(pipeline.output(), last, sink, sinkIndex);
        }
    }

    /** Writes what the filter and the encoder still hold. */
    void finish() {
        pipeline.push(null);
        encode();
        encoder.encode(null, last, sink, sinkIndex);
    }

    @Override
    public void close() {
        encoder.close();
        pipeline.close();
        av_frame_free(picture);
    }
}
