package io.talkinghead.cli.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.Backends;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.spi.video.VideoReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Videos that a page makes, and faces that its controls set. */
class StudioVideoTest {
    @RegisterExtension
    static final RunningStudio RUNNING = new RunningStudio();

    private static final Path TRACK = Path.of("../examples/samples", "demo-track.json");

    @TempDir
    private Path folder;

    private final StudioClient page = StudioClient.page(RUNNING.studio());

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void track_givesAllFormatsAtOnceAndTellsItsProgress() throws IOException {
        page.portrait("astronaut.png");
        int driver = brought(4);
        int video = begin(driver, "\"mp4\",\"webm\",\"gif\"");
        JsonNode done = page.words(json -> json.path("state").asText().matches("done|failed"));
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("done");
        for (String format : List.of("mp4", "webm", "gif")) {
            HttpResponse<byte[]> file = page.get("/videos/" + video + "/" + format);
            assertThat(file.statusCode()).isEqualTo(200);
            Path kept = Files.write(folder.resolve("video." + format), file.body());
            try (VideoReader reader = Backends.videos().openReader(kept)) {
                assertThat(reader.format().widthPx()).isEqualTo(512);
                assertThat(reader.next()).isPresent();
            }
        }
        assertThat(page.get("/videos/" + video + "/exe").statusCode()).isEqualTo(404);
        assertThat(page.get("/videos/99/mp4").statusCode()).isEqualTo(404);
    }

    @Test
    void video_cancelled_endsSoonAndLeavesNothing() throws IOException {
        page.portrait("astronaut.png");
        int driver = StudioClient.json(page.post("/drivers/sample", new byte[0]))
                .path("driver")
                .asInt();
        int video = begin(driver, "\"mp4\"");
        JsonNode progress = page.words(json -> json.path("state").asText().equals("rendering"));
        assertThat(progress.path("total").asInt())
                .isEqualTo(LandmarkTrack.read(TRACK).frames().size());
        assertThat(ImageFiles.read(page.picture(PictureMessage.VIDEO).jpeg(), "the preview")
                        .widthPx())
                .isEqualTo(384);
        assertThat(StudioClient.json(page.post("/videos", order(driver, "\"mp4\"")))
                        .path("message")
                        .asText())
                .contains("rendered already");
        assertThat(page.delete("/videos/" + video).statusCode()).isEqualTo(200);
        assertThat(page.words(json -> json.path("state").asText().equals("cancelled"))
                        .path("code")
                        .asText())
                .isEqualTo("TH-502");
        assertThat(page.get("/videos/" + video + "/mp4").statusCode()).isEqualTo(404);
        assertThat(filesOfPage()).containsExactly("0.json");
    }

    @Test
    void driver_thatIsNone_isToldByTheNameThatWasGiven() {
        page.portrait("astronaut.png");
        for (String name : List.of("clip.mp4", "..%2f..%2fclip", "track.json")) {
            int driver = StudioClient.json(page.post("/drivers?name=" + name, "no video".getBytes(UTF_8)))
                    .path("driver")
                    .asInt();
            begin(driver, "\"mp4\"");
            JsonNode failed = page.words(json -> json.path("state").asText().equals("failed"));
            assertThat(failed.path("code").asText()).isIn("TH-201", "TH-203");
            assertThat(failed.path("message").asText())
                    .contains(name.replace("%2f", "_").substring(name.lastIndexOf("2f") + 1))
                    .doesNotContain("talkinghead-studio");
        }
    }

    @Test
    void page_thatGoesAwayWhileItRenders_leavesNoFileAndNoThread() throws Exception {
        page.portrait("astronaut.png");
        begin(
                StudioClient.json(page.post("/drivers/sample", new byte[0]))
                        .path("driver")
                        .asInt(),
                "\"mp4\"");
        page.words(json -> json.path("state").asText().equals("rendering"));
        page.say("{\"type\":\"pose\",\"number\":1}");
        page.picture(PictureMessage.POSED);
        Path files = RUNNING.studio().folder().resolve(page.id());
        assertThat(files).exists();
        page.abort();
        while (Files.exists(files) || threads() > 0) {
            Thread.sleep(20);
        }
    }

    @Test
    void controls_moveThePortraitAndTheNewestIsShown() {
        page.portrait("astronaut.png");
        page.say("{\"type\":\"pose\",\"number\":1}");
        byte[] calm = page.picture(PictureMessage.POSED).jpeg();
        assertThat(calm).isEqualTo(page.get("/portrait").body());
        for (int i = 2; i <= 30; i++) {
            page.say("{\"type\":\"pose\",\"number\":" + i + ",\"yaw\":" + i + ",\"smile\":0.5,\"zoom\":1e300}");
        }
        PictureMessage last = page.picture(PictureMessage.POSED);
        int pictures = 1;
        for (; last.number() < 30; pictures++) {
            last = page.picture(PictureMessage.POSED);
        }
        assertThat(last.jpeg()).isNotEqualTo(calm);
        assertThat(pictures).isLessThan(29);
    }

    private int brought(int frames) throws IOException {
        LandmarkTrack all = LandmarkTrack.read(TRACK);
        Path track = folder.resolve("track.json");
        new LandmarkTrack(
                        all.framesPerSecond(),
                        all.widthPx(),
                        all.heightPx(),
                        all.frames().subList(0, frames))
                .write(track);
        return StudioClient.json(page.post("/drivers?name=track.json", Files.readAllBytes(track)))
                .path("driver")
                .asInt();
    }

    private int begin(int driver, String formats) {
        JsonNode begun = StudioClient.json(page.post("/videos", order(driver, formats)));
        assertThat(begun.path("video").asInt()).as(begun.toString()).isPositive();
        return begun.path("video").asInt();
    }

    private static byte[] order(int driver, String formats) {
        return ("{\"driver\":" + driver + ",\"formats\":[" + formats + "]}").getBytes(UTF_8);
    }

    private List<String> filesOfPage() throws IOException {
        try (var files = Files.list(RUNNING.studio().folder().resolve(page.id()))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("talkinghead-studio-(live|video|posed|end)"))
                .count();
    }
}
