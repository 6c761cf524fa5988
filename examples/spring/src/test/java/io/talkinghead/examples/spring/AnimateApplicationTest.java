package io.talkinghead.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.Backends;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.spi.video.VideoReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The service runs, as its user would ask it. */
class AnimateApplicationTest {
    private static final Path PHOTO = Path.of("../samples/astronaut.png");
    private static final int FRAMES = 5;

    @TempDir
    private static Path folder;

    private static ConfigurableApplicationContext service;
    private static byte[] driver;

    @BeforeAll
    static void start() throws IOException {
        service = SpringApplication.run(AnimateApplication.class, "--server.port=0");
        LandmarkTrack whole = LandmarkTrack.read(Path.of("../samples/demo-track.json"));
        LandmarkTrack some = new LandmarkTrack(
                whole.framesPerSecond(),
                whole.widthPx(),
                whole.heightPx(),
                whole.frames().subList(0, FRAMES));
        Path video = folder.resolve("driver.mp4");
        try (TalkingHead head = TalkingHead.fromPhotos(Path.of("../samples/joconde.jpg"))) {
            head.animate(Driver.track(some)).writeTo(video);
        }
        driver = Files.readAllBytes(video);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void animate_photoAndVideo_isAnsweredWithAnMp4() throws Exception {
        HttpResponse<byte[]> answer = post(Files.readAllBytes(PHOTO), driver);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("video/mp4");
        Path video = Files.write(folder.resolve("answer.mp4"), answer.body());
        try (VideoReader reader = Backends.videos().openReader(video)) {
            for (int i = 0; i < FRAMES; i++) {
                assertThat(reader.next()).isPresent();
            }
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void animate_wrongFiles_areRefusedWithTheirCodes() throws Exception {
        HttpResponse<byte[]> noPhoto = post("no photo".getBytes(StandardCharsets.UTF_8), driver);
        assertThat(noPhoto.statusCode()).isEqualTo(422);
        assertThat(new String(noPhoto.body(), StandardCharsets.UTF_8)).contains("\"code\":\"TH-101\"", "the photo");
        HttpResponse<byte[]> noVideo = post(Files.readAllBytes(PHOTO), "no video".getBytes(StandardCharsets.UTF_8));
        assertThat(noVideo.statusCode()).isEqualTo(422);
        assertThat(new String(noVideo.body(), StandardCharsets.UTF_8)).contains("\"code\":\"TH-201\"");
    }

    private static HttpResponse<byte[]> post(byte[] photo, byte[] motion) throws Exception {
        String boundary = "between-parts";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, boundary, "photo", photo);
        part(body, boundary, "driver", motion);
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        String port = service.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/animate"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void part(ByteArrayOutputStream body, String boundary, String name, byte[] content) {
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name
                + "\"\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
