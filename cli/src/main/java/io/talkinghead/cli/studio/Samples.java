package io.talkinghead.cli.studio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The photos and the motion that come with the program. */
final class Samples {
    static final List<String> NAMES = List.of("astronaut.png", "joconde.jpg");
    static final String TRACK = "demo-track.json";

    private Samples() {}

    /** Returns the bytes of a photo, by its name. */
    static byte[] photo(String name) {
        if (!NAMES.contains(name)) {
            throw Refusal.notFound("sample of that name");
        }
        return bytes(name);
    }

    /** Returns the bytes of the recorded motion. */
    static byte[] track() {
        return bytes(TRACK);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/samples/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
