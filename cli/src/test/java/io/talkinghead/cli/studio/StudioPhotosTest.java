package io.talkinghead.cli.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Photos that a page brings, and portraits of them. */
class StudioPhotosTest {
    @RegisterExtension
    static final RunningStudio RUNNING = new RunningStudio();

    private static final Path PHOTO = Path.of("../examples/samples", "astronaut.png");

    private final StudioClient page = StudioClient.page(RUNNING.studio());

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void photo_isLookedAtAndMadeAPortraitThatCanBeSavedAndLoaded() throws IOException {
        JsonNode photo = StudioClient.json(page.post("/photos?name=anna.png", Files.readAllBytes(PHOTO)));
        assertThat(photo.path("name").asText()).isEqualTo("anna.png");
        assertThat(photo.path("faces")).hasSize(1);
        assertThat(photo.at("/faces/0/lines")).hasSize(9);
        assertThat(photo.at("/faces/0/notes/0").asText()).startsWith("Too small: the head is 177 pixels wide");
        assertThat(picture(page.get("/photos/1")).widthPx()).isEqualTo(512);

        HttpResponse<byte[]> early = page.get("/portrait");
        assertThat(early.statusCode()).isEqualTo(409);
        JsonNode made =
                StudioClient.json(page.post("/portrait", "{\"photos\":[{\"photo\":1,\"face\":0}]}".getBytes(UTF_8)));
        assertThat(made.path("photos").asInt()).isEqualTo(1);
        assertThat(picture(page.get("/portrait")).widthPx()).isEqualTo(512);

        byte[] person = page.get("/person").body();
        try (StudioClient other = StudioClient.page(RUNNING.studio())) {
            assertThat(StudioClient.json(other.post("/person?name=anna.person", person))
                            .path("photos")
                            .asInt())
                    .isEqualTo(1);
            assertThat(other.get("/portrait").body())
                    .isEqualTo(page.get("/portrait").body());
            assertThat(other.get("/photos/1").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void photo_upsideDown_isTurnedUpright() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageFiles.encode("png", ImageFiles.read(PHOTO).turned(2), file);
        JsonNode photo = StudioClient.json(page.post("/photos?name=anna.png", file.toByteArray()));
        assertThat(photo.path("turn").asText()).isEqualTo("turned by 180 degrees");
        assertThat(photo.path("faces")).hasSize(1);
        // The chin is below the brows.
        assertThat(photo.at("/faces/0/lines/0/8/1").asDouble())
                .isGreaterThan(photo.at("/faces/0/lines/1/2/1").asDouble());
        assertThat(page.post("/portrait", "{\"photos\":[{\"photo\":1}]}".getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void badFiles_areRefusedWithTheirCodesAndThePageGoesOn() {
        problem(page.post("/photos?name=notes.png", "not a picture".getBytes(UTF_8)), 422, "TH-101", "notes.png");
        problem(page.post("/photos?name=", new byte[0]), 422, "TH-101", "empty");
        problem(page.post("/person?name=a.person", "not a person".getBytes(UTF_8)), 422, "TH-304", "");
        problem(page.post("/portrait", "{\"photos\":[]}".getBytes(UTF_8)), 422, "", "1 to 32 photos");
        problem(page.post("/portrait", "[}".getBytes(UTF_8)), 400, "", "JSON");
        problem(page.post("/portrait", "{\"photos\":[{\"photo\":77}]}".getBytes(UTF_8)), 404, "", "photo 77");
        problem(page.post("/samples/..%2fpom.xml", new byte[0]), 400, "", "");
        problem(page.post("/samples/pom.xml", new byte[0]), 404, "", "sample");
        problem(page.get("/nothing"), 404, "", "nothing");
        page.portrait("astronaut.png");
        assertThat(page.get("/portrait").statusCode()).isEqualTo(200);
    }

    @Test
    void picture_thatWouldTakeGigabytes_isRefusedBeforeItIsDecoded() throws IOException {
        problem(page.post("/photos?name=bomb.png", bomb(60_000, 60_000)), 422, "TH-102", "bomb.png");
    }

    @Test
    void upload_largerThanAllowed_isRefusedWhetherAnnouncedOrNot() {
        byte[] large = new byte[(int) Limits.PHOTO_BYTES + 1];
        problem(page.post("/photos", large), 413, "", "64 MB");
        HttpResponse<byte[]> unannounced = page.send(page.request("/api/pages/" + page.id() + "/photos")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large))));
        problem(unannounced, 413, "", "64 MB");
    }

    @Test
    void photos_ofAPageThatIsGone_areGivenBack() throws InterruptedException {
        try (StudioClient other = StudioClient.page(RUNNING.studio())) {
            other.post("/samples/joconde.jpg", new byte[0]);
            other.post("/samples/astronaut.png", new byte[0]);
            other.delete("/photos/1");
            assertThat(RUNNING.studio().keptBytes()).isEqualTo(512 * 512 * 3);
            other.abort();
            while (RUNNING.studio().pages() > 1) {
                Thread.sleep(10);
            }
            assertThat(RUNNING.studio().keptBytes()).isZero();
            problem(other.post("/samples/joconde.jpg", new byte[0]), 404, "", "page");
        }
    }

    private static Frame picture(HttpResponse<byte[]> response) {
        return ImageFiles.read(response.body(), "the answer");
    }

    private static void problem(HttpResponse<byte[]> response, int status, String code, String words) {
        assertThat(response.statusCode()).as(new String(response.body(), UTF_8)).isEqualTo(status);
        if (!words.isEmpty() || !code.isEmpty()) {
            assertThat(StudioClient.json(response).path("code").asText()).isEqualTo(code);
            assertThat(StudioClient.json(response).path("message").asText())
                    .contains(words)
                    .endsWith(".");
        }
    }

    /** The head of a PNG file that says it is so large. */
    private static byte[] bomb(int width, int height) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(header);
        data.writeBytes("IHDR");
        data.writeInt(width);
        data.writeInt(height);
        data.write(new byte[] {8, 2, 0, 0, 0});
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        out.writeInt(header.size() - 4);
        out.write(header.toByteArray());
        CRC32 check = new CRC32();
        check.update(header.toByteArray());
        out.writeInt((int) check.getValue());
        return file.toByteArray();
    }
}
