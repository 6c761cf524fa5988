package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The sample pictures, and what the tests of bad input share. */
final class Samples {
    static final Path ASTRONAUT = Path.of("../examples/samples/astronaut.png");
    static final Path MONA_LISA = Path.of("../examples/samples/joconde.jpg");
    static final Path TRACK = Path.of("../examples/samples/demo-track.json");

    private Samples() {}

    /** The first frames of the sample motion. */
    static LandmarkTrack motion(int frames) {
        LandmarkTrack track = LandmarkTrack.read(TRACK);
        return new LandmarkTrack(
                track.framesPerSecond(),
                track.widthPx(),
                track.heightPx(),
                track.frames().subList(0, frames));
    }

    /** The astronaut's head, moved to the left by some pixels. */
    static Frame portrait(int shift) {
        return Resampler.crop(ImageFiles.read(ASTRONAUT), new SquareCrop(100 + shift, 0, 256), 160);
    }

    /** A smooth picture that shows nothing. */
    static Frame faceless(int widthPx, int heightPx) {
        byte[] rgb = new byte[3 * widthPx * heightPx];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % widthPx;
            rgb[i] = (byte) (40 + 150 * x / widthPx);
        }
        return Frame.of(widthPx, heightPx, rgb);
    }

    /** Asserts a failure of one kind whose message starts with its code and names all of {@code says}. */
    static void assertFails(ErrorCode code, ThrowingCallable call, String... says) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageStartingWith(code.label() + ": ")
                .satisfies(
                        e -> assertThat(says).allSatisfy(text -> assertThat(e).hasMessageContaining(text)));
    }

    /** Returns the names in a folder, sorted. */
    static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
