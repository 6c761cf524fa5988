package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.spi.video.VideoFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that tell FFmpeg to open another one, or an address: neither is opened. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ExternalReferenceTest {
    private static final VideoFormat FORMAT = new VideoFormat(64, 48, 25);
    /** The boxes on the way to the references, outermost first. */
    private static final List<String> WAY = List.of("moov", "trak", "mdia", "minf", "dinf", "dref");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n%s\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile '%s'\n",
                "file '%s'\n",
                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><Period>"
                        + "<AdaptationSet mimeType=\"video/mp4\"><Representation id=\"0\" bandwidth=\"9\">"
                        + "<BaseURL>%s</BaseURL></Representation></AdaptationSet></Period></MPD>",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"64\""
                        + " height=\"48\"><image xlink:href=\"%s\" width=\"64\" height=\"48\"/></svg>",
                "# VobSub index file, v7\nsize: 64x48\nid: en, index: 0\ntimestamp: 00:00:00:000, filepos: 000000000\n"
            })
    void open_listOfOtherFiles_isRefusedUnderAnyName(String text) throws IOException {
        Path other = Clips.write(folder.resolve("other.mp4"), FORMAT, 4);
        for (String target : List.of(other.toString(), "other.mp4", "http://127.0.0.1:9/other.mp4")) {
            for (String suffix : List.of("mp4", "m3u8", "ffconcat", "mpd", "sdp", "svg", "idx", "png")) {
                Path file = Files.writeString(folder.resolve("list." + suffix), text.replace("%s", target));
                assertUnreadable(file);
            }
        }
    }

    @Test
    void open_playListBehindBytesOfAVideo_isRefused() throws IOException {
        byte[] video = Files.readAllBytes(Clips.write(folder.resolve("other.mp4"), FORMAT, 4));
        byte[] list = "#EXTM3U\n#EXTINF:9,\nother.mp4\n".getBytes(StandardCharsets.US_ASCII);
        byte[] both = ByteBuffer.allocate(list.length + video.length)
                .put(list)
                .put(video)
                .array();
        assertUnreadable(Files.write(folder.resolve("both.mp4"), both));
    }

    /** QuickTime's way: an alias, with the name of a file that lies beside this one. */
    @Test
    void open_mp4WhosePicturesLieInAnotherFile_readsNothingOfIt() throws IOException {
        Path other = Clips.write(folder.resolve("other.mp4"), FORMAT, 4);
        byte[] whole = Files.readAllBytes(other);
        byte[] referring = withAlias(whole, "other.mp4");
        assertThat(new String(referring, StandardCharsets.ISO_8859_1)).contains("alis");
        assertUnreadable(Files.write(folder.resolve("thief.mp4"), referring));
    }

    /** Replaces the reference to the file itself by one to another file. */
    private static byte[] withAlias(byte[] mp4, String name) {
        int at = 0;
        int end = mp4.length;
        byte[] changed = mp4.clone();
        byte[] alias = alias(name);
        ByteBuffer sizes = ByteBuffer.wrap(changed);
        for (String box : WAY) {
            at = find(mp4, box, at, end);
            end = at + sizes.getInt(at);
            // The old entry has twelve bytes.
            sizes.putInt(at, sizes.getInt(at) + alias.length - 12);
            at += 8;
        }
        int entry = at + 8;
        assertThat(new String(mp4, entry + 4, 4, StandardCharsets.US_ASCII)).isEqualTo("url ");
        ByteBuffer result = ByteBuffer.allocate(mp4.length + alias.length - 12);
        return result.put(changed, 0, entry)
                .put(alias)
                .put(changed, entry + 12, mp4.length - entry - 12)
                .array();
    }

    private static int find(byte[] mp4, String box, int from, int end) {
        ByteBuffer bytes = ByteBuffer.wrap(mp4);
        for (int at = from; at < end; at += bytes.getInt(at)) {
            if (new String(mp4, at + 4, 4, StandardCharsets.US_ASCII).equals(box)) {
                return at;
            }
        }
        throw new AssertionError("no box " + box);
    }

    /** A Macintosh alias record: fixed fields, then the absolute path of the target as a field of type 2. */
    private static byte[] alias(String name) {
        byte[] path = name.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer alias = ByteBuffer.allocate(12 + 150 + 4 + path.length + path.length % 2 + 4);
        alias.putInt(alias.capacity())
                .put("alis".getBytes(StandardCharsets.US_ASCII))
                .putInt(0);
        alias.position(12 + 10);
        alias.put((byte) 6).put("volume".getBytes(StandardCharsets.US_ASCII));
        alias.position(12 + 10 + 28 + 12);
        alias.put((byte) path.length).put(path);
        alias.position(12 + 10 + 28 + 12 + 64 + 16);
        // One level up, one level down: beside this file.
        alias.putShort((short) 1).putShort((short) 1);
        alias.position(12 + 150);
        alias.putShort((short) 2).putShort((short) path.length).put(path);
        alias.position(alias.capacity() - 4);
        alias.putShort((short) -1);
        return alias.array();
    }

    private static void assertUnreadable(Path file) {
        assertThatThrownBy(() -> Clips.read(file))
                .as(file + " of " + Arrays.toString(Arrays.copyOf(read(file), 16)))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VIDEO_UNREADABLE))
                .hasMessageContaining(file.toString());
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
