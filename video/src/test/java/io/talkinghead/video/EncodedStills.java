package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import io.talkinghead.image.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Pictures as FFmpeg's encoders write them, of one picture or more. */
final class EncodedStills {
    private EncodedStills() {}

    /** Returns a WebP file; in an animation every picture replaces the one before. */
    static byte[] webp(boolean lossless, Frame... pictures) {
        return webp(lossless, 255, pictures);
    }

    /** Returns a WebP file whose right half lets this much through: 255 is opaque. */
    static byte[] webp(boolean lossless, int alpha, Frame... pictures) {
        String pixels = lossless ? "bgra" : alpha == 255 ? "yuv420p" : "yuva420p";
        Map<String, String> options = Map.of("lossless", lossless ? "1" : "0", "quality", "95");
        return file("webp", pictures.length > 1 ? "libwebp_anim" : "libwebp", pixels, options, alpha, pictures);
    }

    /** Returns an AVIF file. */
    static byte[] avif(String pixelFormat, Frame... pictures) {
        Map<String, String> options = pictures.length > 1
                ? Map.of("cpu-used", "8", "crf", "5")
                : Map.of("cpu-used", "8", "crf", "5", "still-picture", "1");
        return file("avif", "libaom-av1", pixelFormat, options, 255, pictures);
    }

    private static byte[] file(
            String muxer, String encoder, String pixels, Map<String, String> options, int alpha, Frame... pictures) {
        NativeLibraries.load();
        Path file = temporary("." + muxer);
        NativeStatus status = NativeStatus.writing(file);
        AVCodec codec = status.present(avcodec_find_encoder_by_name(encoder), encoder);
        int width = pictures[0].widthPx();
        int height = pictures[0].heightPx();
        Map<String, String> settings = new HashMap<>(options);
        settings.put("video_size", width + "x" + height);
        settings.put("pixel_format", pixels);
        settings.put("time_base", "1/10");
        settings.put("flags", "+global_header");
        if (!pixels.startsWith("bgr")) {
            settings.put("colorspace", "smpte170m");
            settings.put("color_range", muxer.equals("avif") ? "pc" : "tv");
        }
        String range = muxer.equals("avif") ? "pc" : "tv";
        String filter = "buffer" + FilterPipeline.ENTRY + "=video_size=" + width + "x" + height
                + ":pix_fmt=rgba:colorspace=gbr:range=pc:time_base=1/10,scale=out_color_matrix=smpte170m:out_range="
                + (pixels.startsWith("bgr") ? "pc" : range) + ":flags=accurate_rnd+full_chroma_inp,format=" + pixels
                + ",buffersink" + FilterPipeline.EXIT;
        try (MediaSink sink = MediaSink.open(file, muxer, status);
                FilterPipeline pipeline = FilterPipeline.open(filter, "", status);
                StreamEncoder stream = StreamEncoder.open(codec, settings, 10, AV_SAMPLE_FMT_NONE, status)) {
            int index = sink.addStream(stream.context());
            sink.start(Map.of());
            for (int i = 0; i < pictures.length; i++) {
                AVFrame picture = rgba(pictures[i], alpha, status);
                picture.pts(i);
                pipeline.push(picture);
                av_frame_free(picture);
                while (pipeline.pull()) {
                    stream.encode(pipeline.output(), new StreamEncoder.Shown(i, 1), sink, index);
                }
            }
            stream.encode(null, new StreamEncoder.Shown(pictures.length - 1, 1), sink, index);
            sink.complete();
        }
        return taken(file);
    }

    private static AVFrame rgba(Frame frame, int alpha, NativeStatus status) {
        AVFrame picture = av_frame_alloc();
        picture.format(AV_PIX_FMT_RGBA);
        picture.width(frame.widthPx());
        picture.height(frame.heightPx());
        status.check(av_frame_get_buffer(picture, 0), "making a frame");
        byte[] row = new byte[4 * frame.widthPx()];
        BytePointer data = picture.data(0);
        for (int y = 0; y < frame.heightPx(); y++) {
            for (int x = 0; x < frame.widthPx(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    row[4 * x + channel] = (byte) frame.sample(x, y, channel);
                }
                row[4 * x + 3] = (byte) (2 * x < frame.widthPx() ? 255 : alpha);
            }
            data.position((long) y * picture.linesize(0)).put(row);
        }
        return picture;
    }

    private static Path temporary(String suffix) {
        try {
            return Files.createTempFile("still", suffix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] taken(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
