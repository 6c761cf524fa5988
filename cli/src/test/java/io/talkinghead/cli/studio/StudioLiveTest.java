package io.talkinghead.cli.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A camera that moves a portrait, through a socket. */
class StudioLiveTest {
    @RegisterExtension
    static final RunningStudio RUNNING = new RunningStudio();

    private static final String ON = "{\"type\":\"live\",\"size\":128}";
    private static byte[] camera = {};

    private final StudioClient page = StudioClient.page(RUNNING.studio());
    private int number;

    @BeforeAll
    static void look() {
        Frame photo = ImageFiles.read(Samples.photo("astronaut.png"), "the camera");
        camera = Jpeg.of(photo, 320);
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void camera_movesThePortraitAndEachFrameIsAnswered() {
        page.portrait("joconde.jpg");
        page.say(ON);
        PictureMessage first = firstPicture();
        assertThat(first.number()).isPositive();
        assertThat(ImageFiles.read(first.jpeg(), "the portrait").widthPx()).isEqualTo(128);
        for (int i = 0; i < 3; i++) {
            show();
            assertThat(answerOf(number)).isEqualTo(number);
        }
    }

    @Test
    void strengthAndCalmFace_changeThePictureOfTheSameFrame() throws IOException {
        page.portrait("joconde.jpg");
        page.say("{\"type\":\"live\",\"size\":128,\"smoothing\":false}");
        firstPicture();
        // Later faces are no candidates for the calm one any more.
        page.say("{\"type\":\"calm\"}");
        byte[] rest = pictureOf(camera);
        byte[] turned = turned();
        byte[] moved = pictureOf(turned);
        page.say("{\"type\":\"strength\",\"strength\":0}");
        byte[] still = pictureOf(turned);
        page.say("{\"type\":\"strength\",\"strength\":2}");
        byte[] strong = pictureOf(turned);
        page.say("{\"type\":\"strength\",\"strength\":1}");
        page.say("{\"type\":\"calm\"}");
        byte[] calm = pictureOf(turned);
        assertThat(difference(moved, rest)).isGreaterThan(2);
        assertThat(difference(still, rest)).isLessThan(0.5);
        assertThat(difference(strong, rest)).isGreaterThan(difference(moved, rest));
        assertThat(difference(calm, rest)).isLessThan(difference(moved, rest) / 2);
    }

    private byte[] pictureOf(byte[] frame) {
        page.show(new PictureMessage(PictureMessage.LIVE, ++number, frame));
        return answer(number).jpeg();
    }

    /** The camera's frame, leaning. */
    private static byte[] turned() throws IOException {
        BufferedImage from = ImageFiles.read(camera, "the camera").toBufferedImage();
        BufferedImage to = new BufferedImage(from.getWidth(), from.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D drawn = to.createGraphics();
        drawn.rotate(Math.toRadians(12), from.getWidth() / 2.0, from.getHeight() / 2.0);
        drawn.drawImage(from, 0, 0, null);
        drawn.dispose();
        return Jpeg.of(Frame.from(to));
    }

    /** Of the pictures' pixels, on average. */
    private static double difference(byte[] a, byte[] b) {
        byte[] first = ImageFiles.read(a, "a picture").rgb();
        byte[] second = ImageFiles.read(b, "another picture").rgb();
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += Math.abs((first[i] & 0xFF) - (second[i] & 0xFF));
        }
        return sum / first.length;
    }

    @Test
    void frames_thatComeTooFast_areDroppedAndTheNewestIsAnswered() {
        page.portrait("joconde.jpg");
        page.say(ON);
        firstPicture();
        int before = number;
        for (int i = 0; i < 40; i++) {
            show();
        }
        int answers = 0;
        for (int answered = 0; answered < number; answers++) {
            answered = page.picture(PictureMessage.LIVE).number();
        }
        assertThat(answers).isLessThan(number - before);
    }

    @Test
    void frames_withoutAFaceOrPortrait_areTold() {
        page.say(ON);
        assertThat(page.words("problem").path("message").asText()).contains("no portrait yet");
        page.portrait("joconde.jpg");
        begin();
        page.show(new PictureMessage(PictureMessage.LIVE, ++number, Jpeg.of(grey())));
        assertThat(page.words("face").path("seen").asBoolean()).isFalse();
        assertThat(page.words("passed").path("number").asInt()).isEqualTo(number);
        show();
        assertThat(page.words("face").path("seen").asBoolean()).isTrue();
    }

    @Test
    void frame_thatIsNoPictureOrAHugeOne_endsTheLivePortraitWithItsCode() {
        page.portrait("joconde.jpg");
        begin();
        page.show(new PictureMessage(PictureMessage.LIVE, ++number, new byte[] {1, 2, 3}));
        assertThat(page.words("problem").path("code").asText()).isEqualTo("TH-101");
        begin();
        Frame large = Frame.of(2000, 1100, new byte[3 * 2000 * 1100]);
        page.show(new PictureMessage(PictureMessage.LIVE, ++number, Jpeg.of(large)));
        assertThat(page.words("problem").path("code").asText()).isEqualTo("TH-102");
    }

    @Test
    void message_tooLargeOrTooManyOfThem_closeThePage() throws InterruptedException {
        page.show(new PictureMessage(PictureMessage.LIVE, 1, new byte[(int) Limits.FRAME_BYTES + 1]));
        assertThat(page.closed()).isIn(1009, -1);
        try (StudioClient flooding = StudioClient.page(RUNNING.studio())) {
            for (int i = 0; i < 10 * Limits.MESSAGES_AT_ONCE; i++) {
                try {
                    flooding.say("{\"type\":\"ping\"}");
                } catch (RuntimeException closed) {
                    break;
                }
            }
            assertThat(flooding.closed()).isIn(1008, -1);
        }
        untilNoPage();
    }

    @Test
    void page_thatGoesAway_endsItsThreadAndItsHead() throws InterruptedException {
        page.portrait("joconde.jpg");
        page.say(ON);
        firstPicture();
        assertThat(liveThreads()).isPositive();
        page.abort();
        untilNoPage();
        while (liveThreads() > 0) {
            Thread.sleep(10);
        }
    }

    private static void untilNoPage() throws InterruptedException {
        while (RUNNING.studio().pages() > 0) {
            Thread.sleep(10);
        }
    }

    private static long liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("talkinghead-(studio-live|live-head)"))
                .count();
    }

    private void begin() {
        page.say(ON);
        awaitBegun();
    }

    private void awaitBegun() {
        page.words(json -> json.path("state").asText().equals("begun"));
    }

    /** Shows a frame once the portrait is ready for it. */
    private PictureMessage firstPicture() {
        awaitBegun();
        show();
        return page.picture(PictureMessage.LIVE);
    }

    private void show() {
        page.show(new PictureMessage(PictureMessage.LIVE, ++number, camera));
    }

    private int answerOf(int wanted) {
        return answer(wanted).number();
    }

    private PictureMessage answer(int wanted) {
        PictureMessage answer = page.picture(PictureMessage.LIVE);
        while (answer.number() < wanted) {
            answer = page.picture(PictureMessage.LIVE);
        }
        return answer;
    }

    private static Frame grey() {
        return Frame.of(320, 240, new byte[3 * 320 * 240]);
    }
}
