package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.TalkingHead;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.internal.file.ZipArchive;
import io.talkinghead.person.Photo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The parts of a good person file, to be spoiled one by one.
 *
 * @param parts by name
 */
record SavedPerson(Map<String, byte[]> parts) {
    static SavedPerson make(Path folder) {
        Path file = folder.resolve("good.person");
        try (TalkingHead head =
                TalkingHead.builder(Photo.of(ASTRONAUT)).size(64).build()) {
            head.save(file);
        }
        return new SavedPerson(ZipArchive.read(file, 1 << 30, ErrorCode.PERSON_INVALID));
    }

    byte[] part(String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    /** Writes the person with some parts replaced. */
    Path write(Path folder, Map<String, byte[]> changes) {
        Map<String, byte[]> contents = new LinkedHashMap<>(parts);
        contents.putAll(changes);
        Path file = folder.resolve("anna.person");
        ZipArchive.write(file, contents);
        return file;
    }

    /** Asserts that no head can be made of a file, that the error names it, and that no engine stays open. */
    static void assertRefused(ErrorCode code, Path file, String... says) {
        int running = WatchedBackendProvider.running();
        List<String> all = new ArrayList<>(List.of(says));
        all.add(file.toString());
        assertFails(
                code,
                () -> TalkingHead.builder(file)
                        .backend(WatchedBackendProvider.ID)
                        .build()
                        .close(),
                all.toArray(String[]::new));
        assertThat(WatchedBackendProvider.running()).isEqualTo(running);
    }
}
