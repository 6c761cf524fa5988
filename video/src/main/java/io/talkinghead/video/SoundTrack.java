package io.talkinghead.video;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * The sound of another file on its way into the one being written. Time 0 is the other file's first picture.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
interface SoundTrack extends AutoCloseable {
    /** Writes the sound that is over by this time; seconds never go back. */
    void writeUntil(double seconds);

    /** Writes what is left up to this time, and the end. */
    void finish(double seconds);

    @Override
    void close();

    /**
     * Opens the sound of a file and adds its stream.
     *
     * @return null when the file has no sound
     * @throws io.talkinghead.error.TalkingHeadException when the file cannot be read
     */
    static @Nullable SoundTrack open(Path file, SoundCodec codec, MediaSink sink, NativeStatus writing) {
        NativeStatus reading = NativeStatus.reading(file);
        MediaSource source = MediaSource.open(file, reading);
        try {
            double start = source.startSeconds();
            AVStream stream = source.best(avutil.AVMEDIA_TYPE_AUDIO);
            if (stream == null) {
                source.close();
                return null;
            }
            source.readOnly(stream);
            return codec.copied().contains(stream.codecpar().codec_id())
                    ? CopiedSound.open(source, stream, start, sink, writing)
                    : EncodedSound.open(
                            source, stream, start, codec, sink, new EncodedSound.Statuses(reading, writing));
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }
}
