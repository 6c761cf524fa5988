package io.talkinghead.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples run, each as its reader would run it. */
@Timeout(120)
class ExamplesTest {
    private static final Path ASTRONAUT = Path.of("samples/astronaut.png");
    private static final Path MONA_LISA = Path.of("samples/joconde.jpg");
    private static final int FRAMES = 8;

    @TempDir
    private static Path folder;

    private static LandmarkTrack track;
    private static Path video;

    @BeforeAll
    static void makeDriver() {
        LandmarkTrack whole = LandmarkTrack.read(Path.of("samples/demo-track.json"));
        track = new LandmarkTrack(
                whole.framesPerSecond(),
                whole.widthPx(),
                whole.heightPx(),
                whole.frames().subList(0, FRAMES));
        video = folder.resolve("driver.mp4");
        try (TalkingHead head = TalkingHead.fromPhotos(MONA_LISA)) {
            head.animate(Driver.track(track)).writeTo(video);
        }
    }

    @Test
    void stillPicture_twoPhotos_isThePersonOfTheFirst() {
        Path out = folder.resolve("still.png");
        StillPicture.main(new String[] {ASTRONAUT.toString(), MONA_LISA.toString(), out.toString()});
        try (Engine engine = Engine.open()) {
            assertThat(engine.faces(ImageFiles.read(out))).hasSize(1);
        }
    }

    @Test
    void stillPicture_noArguments_saysWhichAreNeeded() {
        assertThatThrownBy(() -> StillPicture.main(new String[0])).hasMessageContaining("PHOTO POSE OUT");
    }

    @Test
    void followVideo_twoPhotos_isAVideoOfAsManyFrames() throws Exception {
        Path out = folder.resolve("out.mp4");
        FollowVideo.main(new String[] {video.toString(), out.toString(), ASTRONAUT.toString(), ASTRONAUT.toString()});
        try (FFmpegFrameGrabber written = new FFmpegFrameGrabber(out.toFile())) {
            written.start();
            assertThat(written.getImageWidth()).isEqualTo(256);
            assertThat(written.getLengthInVideoFrames()).isEqualTo(FRAMES);
        }
    }

    @Test
    void webcamWindow_videoAsTheCamera_showsPicturesThatMove() throws Exception {
        List<BufferedImage> shown = new ArrayList<>();
        try (FFmpegFrameGrabber camera = new PacedCamera(video)) {
            WebcamWindow.follow(ASTRONAUT, camera, shown::add);
        }
        assertThat(shown).hasSizeBetween(2, FRAMES);
        assertThat(shown).extracting(image -> Frame.from(image).rgb()).doesNotHaveDuplicates();
    }

    @Test
    void uploadServer_photo_isAnsweredWithAGif() throws Exception {
        HttpResponse<byte[]> answer = post(Files.readAllBytes(ASTRONAUT));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/gif");
        assertThat(ImageIO.read(new ByteArrayInputStream(answer.body()))).isNotNull();
    }

    @Test
    void uploadServer_noPicture_isAnsweredWithTheCode() throws Exception {
        HttpResponse<byte[]> answer = post("no picture".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).matches("TH-\\d{3}: .*upload.*");
    }

    @Test
    void uploadServer_tooLarge_isRefused() throws Exception {
        assertThat(post(new byte[UploadServer.LARGEST_UPLOAD + 1]).statusCode()).isEqualTo(413);
    }

    private static HttpResponse<byte[]> post(byte[] body) throws Exception {
        try (Engine engine = Engine.open()) {
            HttpServer server = UploadServer.start(0, engine, Driver.track(track));
            try {
                URI address =
                        URI.create("http://localhost:" + server.getAddress().getPort() + "/");
                HttpRequest request = HttpRequest.newBuilder(address)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
                return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
            } finally {
                server.stop(0);
                ((ExecutorService) server.getExecutor()).shutdownNow();
            }
        }
    }
}
