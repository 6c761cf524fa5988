/**
 * Videos through FFmpeg's libraries, called with the JavaCPP presets.
 *
 * <p>JavaCV's {@code FFmpegFrameGrabber} and {@code FFmpegFrameRecorder} were looked at first. On the class path they
 * run with JavaCV, FFmpeg and JavaCPP alone; on the module path JavaCV's descriptor requires JavaFX, OpenCV and a dozen
 * camera drivers, so the presets are used directly. Each native object has one owner that frees it exactly once:
 *
 * <pre>
 * reading  MediaSource -> StreamDecoder -> FilterPipeline (upright, square pixels, sRGB) -> Frame
 * writing  Frame -> FilterPipeline (colours or palette) -> StreamEncoder -> MediaSink <- SoundTrack
 * </pre>
 */
@NullMarked
package io.talkinghead.video;

import org.jspecify.annotations.NullMarked;
