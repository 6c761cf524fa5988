/** Reads and writes video files, and reads HEIC and AVIF pictures, through FFmpeg; found by {@link java.util.ServiceLoader}, exports nothing. */
@org.jspecify.annotations.NullMarked
module io.talkinghead.video {
    requires com.google.common;
    requires io.talkinghead;
    requires java.desktop;
    requires org.bytedeco.ffmpeg;
    requires org.bytedeco.javacpp;
    requires org.slf4j;

    provides io.talkinghead.spi.picture.PictureProvider with
            io.talkinghead.video.FfmpegPictureProvider;
    provides io.talkinghead.spi.video.VideoProvider with
            io.talkinghead.video.FfmpegVideoProvider;
}
