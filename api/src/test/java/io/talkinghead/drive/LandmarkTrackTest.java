package io.talkinghead.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.face.Landmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandmarkTrackTest {
    @TempDir
    private Path folder;

    @Test
    void write_track_readsBackTheSame() {
        float[] values = new float[68];
        for (int i = 0; i < 68; i++) {
            values[i] = i * 1.25f - 20;
        }
        LandmarkTrack track = new LandmarkTrack(
                29.97, 640, 480, List.of(Optional.of(Landmarks.of(values, values, values)), Optional.empty()));
        track.write(folder.resolve("t.json"));
        assertThat(LandmarkTrack.read(folder.resolve("t.json"))).isEqualTo(track);
    }

    @Test
    void write_unevenTimes_readsBackTheSame() {
        FrameTime first = new FrameTime(0, Duration.ofMillis(3), Duration.ofNanos(40_000_001));
        FrameTime last = new FrameTime(1, first.end(), Duration.ofSeconds(2));
        LandmarkTrack track =
                new LandmarkTrack(5, 640, 480, List.of(Optional.empty(), Optional.empty()), List.of(first, last));
        track.write(folder.resolve("t.json"));
        assertThat(LandmarkTrack.read(folder.resolve("t.json"))).isEqualTo(track);
    }

    @Test
    void read_version1_followsEvenly() throws IOException {
        Path file = Files.writeString(
                folder.resolve("old.json"),
                "{\"version\":1,\"fps\":25,\"width\":1,\"height\":1,\"frames\":[null,null,null]}");
        assertThat(LandmarkTrack.read(file).times().get(2))
                .isEqualTo(new FrameTime(2, Duration.ofMillis(80), Duration.ofMillis(40)));
    }

    @Test
    void times_thatDoNotGrow_areRefused() {
        FrameTime time = FrameTime.even(0, 25);
        assertThatThrownBy(() ->
                        new LandmarkTrack(25, 1, 1, List.of(Optional.empty(), Optional.empty()), List.of(time, time)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frame 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"version\":2,\"fps\":25,\"width\":1,\"height\":1,\"frames\":[]}",
                "{\"version\":3,\"fps\":25,\"width\":1,\"height\":1,\"times\":[],\"frames\":[]}",
                "{\"version\":2,\"fps\":25,\"width\":1,\"height\":1,\"times\":[0],\"frames\":[null]}",
                "{\"version\":2,\"fps\":25,\"width\":1,\"height\":1,\"times\":[0,0],\"frames\":[null]}",
                "{\"version\":2,\"fps\":25,\"width\":1,\"height\":1,\"times\":[-1,5],\"frames\":[null]}",
                "{\"version\":2,\"fps\":25,\"width\":1,\"height\":1,\"times\":[0,1.5],\"frames\":[null]}",
                "{\"version\":1,\"fps\":0,\"width\":1,\"height\":1,\"frames\":[]}",
                "{\"version\":1,\"fps\":1e-300,\"width\":1,\"height\":1,\"frames\":[null,null]}",
                "{\"version\":1,\"fps\":25,\"width\":1,\"frames\":[]}",
                "{\"version\":1,\"fps\":25,\"width\":1,\"height\":1,\"frames\":[[[1,2]]]}",
                "{\"version\":1,\"fps\":25,\"width\":1,\"height\":1,\"frames\":[[[1,NaN]]]}",
                "{\"version\":1,\"fps\":25,\"width\":1,\"height\":1,\"frames\":[[[1,\"x\"]]]}",
                "{\"version\":1,\"fps\":25,\"width\":1,\"height\":1,\"frames\":[3]}",
                "{\"version\":1,\"fps\":25,\"width\":1,\"height\":1,\"frames\":[],\"more\":1}"
            })
    void read_badTrack_isRefusedNamingTheFile(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), text);
        assertThatThrownBy(() -> LandmarkTrack.read(file))
                .hasMessageContaining("TH-203")
                .hasMessageContaining("bad.json");
    }

    @Test
    void read_67Points_saysSo() throws IOException {
        String points = "[1,2],".repeat(66) + "[1,2]";
        Path file = Files.writeString(
                folder.resolve("t.json"),
                "{\"version\":1,\"fps\":25,\"width\":1,\"height\":1,\"frames\":[[" + points + "]]}");
        assertThatThrownBy(() -> LandmarkTrack.read(file)).hasMessageContaining("67 points");
    }
}
