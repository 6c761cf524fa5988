/** Reads and writes video files through FFmpeg; found by {@link java.util.ServiceLoader}, exports nothing. */
@org.jspecify.annotations.NullMarked
module io.talkinghead.video {
    requires com.google.common;
    requires io.talkinghead;
    requires org.bytedeco.ffmpeg;
    requires org.bytedeco.javacpp;
    requires org.slf4j;

    provides io.talkinghead.spi.video.VideoProvider with
            io.talkinghead.video.FfmpegVideoProvider;
}
