package io.talkinghead.cli.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.image.ImageFiles;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A portrait that a page has tuned, with the backend that tunes on the class path. */
class StudioTuningTest {
    @RegisterExtension
    static final RunningStudio RUNNING = new RunningStudio();

    private final StudioClient page = StudioClient.page(RUNNING.studio());

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void portrait_tuned_tellsItsLossesAndCanBeUndone() {
        assertThat(StudioClient.json(page.get("/tuning")).path("can").asBoolean())
                .isTrue();
        // One photo or two may be shown best, in a mirror, by no epoch at all; of three none is held out.
        page.portrait("astronaut.png", "astronaut.png", "astronaut.png");
        byte[] before = page.get("/portrait").body();
        assertThat(begin(1).statusCode()).isEqualTo(200);
        assertThat(begin(1).statusCode()).isEqualTo(409);
        assertThat(state("epoch").path("epochs").asInt()).isEqualTo(1);
        JsonNode epoch = page.words(json -> json.path("epoch").asInt() == 1);
        assertThat(epoch.path("content").asDouble()).isPositive();
        assertThat(ImageFiles.read(page.picture(PictureMessage.TUNING).jpeg(), "the preview")
                        .widthPx())
                .isPositive();
        state("done");
        assertThat(StudioClient.json(page.get("/told")).path("tuned").asBoolean())
                .isTrue();
        assertThat(page.get("/portrait").body()).isNotEqualTo(before);
        HttpResponse<byte[]> undone = page.post("/tuning/undo", new byte[0]);
        assertThat(StudioClient.json(undone).path("tuned").asBoolean(true)).isFalse();
        assertThat(page.get("/portrait").body()).isEqualTo(before);
        assertThat(page.post("/tuning/undo", new byte[0]).statusCode()).isEqualTo(409);
    }

    @Test
    void tuning_cancelled_leavesThePortraitAsItWas() {
        assertThat(begin(1).statusCode()).isEqualTo(409);
        page.portrait("astronaut.png");
        byte[] before = page.get("/portrait").body();
        begin(200);
        state("epoch");
        assertThat(page.delete("/tuning").statusCode()).isEqualTo(200);
        state("cancelled");
        assertThat(page.get("/portrait").body()).isEqualTo(before);
    }

    @Test
    void page_thatGoesAwayWhileItTunes_leavesNoThread() throws InterruptedException {
        page.portrait("astronaut.png");
        begin(200);
        state("epoch");
        page.abort();
        while (RUNNING.studio().pages() > 0 || tuningThreads() > 0) {
            Thread.sleep(20);
        }
    }

    private HttpResponse<byte[]> begin(int epochs) {
        return page.post("/tuning", ("{\"epochs\":" + epochs + "}").getBytes(UTF_8));
    }

    private JsonNode state(String state) {
        return page.words(json -> json.path("type").asText().equals("tuning")
                && json.path("state").asText().equals(state));
    }

    private static long tuningThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("talkinghead-studio-tuning"))
                .count();
    }
}
