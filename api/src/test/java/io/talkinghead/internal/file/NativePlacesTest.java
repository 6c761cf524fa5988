package io.talkinghead.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the paths are those of other systems")
class NativePlacesTest {
    private static final Map<String, String> LINUX =
            Map.of("os.name", "Linux", "user.home", "/home/ann", "user.name", "ann", "java.io.tmpdir", "/tmp");

    @Test
    void places_onLinux_areTheUsersCacheAndTheTemporaryFolder() {
        assertThat(folders(LINUX, Map.of()))
                .containsExactly(
                        Path.of("/home/ann/.cache/talkinghead/natives"), Path.of("/tmp/talkinghead-ann/natives"));
    }

    @Test
    void temporaryFolder_alone_isExposed() {
        assertThat(NativePlaces.of(LINUX::get, name -> null))
                .extracting(NativePlace::exposed)
                .containsExactly(false, true);
    }

    @Test
    void cacheOfTheEnvironment_comesBeforeTheUsersOwn() {
        assertThat(folders(LINUX, Map.of("XDG_CACHE_HOME", "/big/cache")))
                .startsWith(Path.of("/big/cache/talkinghead/natives"), Path.of("/home/ann/.cache/talkinghead/natives"));
    }

    @Test
    void cacheOfTheEnvironment_relative_isIgnored() {
        assertThat(folders(LINUX, Map.of("XDG_CACHE_HOME", "cache"))).isEqualTo(folders(LINUX, Map.of()));
    }

    @Test
    void namedFolder_comesFirstAndMayBeRelative() {
        assertThat(folders(with("talkinghead.natives", "libs"), Map.of("XDG_CACHE_HOME", "/big/cache")))
                .hasSize(4)
                .startsWith(Path.of("libs").toAbsolutePath());
    }

    @Test
    void home_ofAUserWithoutOne_isNoPlace() {
        assertThat(folders(with("user.home", "?"), Map.of())).containsExactly(Path.of("/tmp/talkinghead-ann/natives"));
    }

    @Test
    void userName_thatIsNoFileName_isWrittenPlainly() {
        assertThat(folders(with("user.name", "../Ann B"), Map.of()))
                .endsWith(Path.of("/tmp/talkinghead-.._Ann_B/natives"));
    }

    @Test
    void places_onWindowsAndMac_areThoseOfTheSystem() {
        assertThat(folders(with("os.name", "Windows 11"), Map.of("LOCALAPPDATA", "/local")))
                .startsWith(Path.of("/local/talkinghead/natives"));
        assertThat(folders(with("os.name", "Mac OS X"), Map.of()))
                .startsWith(Path.of("/home/ann/Library/Caches/talkinghead/natives"));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> properties = new HashMap<>(LINUX);
        properties.put(name, value);
        return properties;
    }

    private static List<Path> folders(Map<String, String> properties, Map<String, String> variables) {
        return NativePlaces.of(properties::get, variables::get).stream()
                .map(NativePlace::folder)
                .toList();
    }
}
