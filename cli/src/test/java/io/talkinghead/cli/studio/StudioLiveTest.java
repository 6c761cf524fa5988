package io.talkinghead.cli.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
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
        assertThat(page.words("live").path("state").asText()).isEqualTo("begun");
        PictureMessage first = firstPicture();
        assertThat(first.number()).isPositive();
        assertThat(ImageFiles.read(first.jpeg(), "the portrait").widthPx()).isEqualTo(128);
        for (int i = 0; i < 3; i++) {
            show();
            assertThat(answerOf(number)).isEqualTo(number);
        }
        page.say("{\"type\":\"calm\"}");
        show();
        assertThat(page.words("passed").path("number").asInt()).isEqualTo(number);
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
        page.say(ON);
        page.show(new PictureMessage(PictureMessage.LIVE, ++number, Jpeg.of(grey())));
        assertThat(page.words("face").path("seen").asBoolean()).isFalse();
        show();
        assertThat(page.words("face").path("seen").asBoolean()).isTrue();
    }

    @Test
    void frame_thatIsNoPictureOrAHugeOne_endsTheLivePortraitWithItsCode() {
        page.portrait("joconde.jpg");
        page.say(ON);
        page.show(new PictureMessage(PictureMessage.LIVE, ++number, new byte[] {1, 2, 3}));
        assertThat(page.words("problem").path("code").asText()).isEqualTo("TH-101");
        page.say(ON);
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
                .filter(thread -> thread.getName().equals("talkinghead-studio-live"))
                .count();
    }

    /** Shows frames, each when the one before it is answered, until the calm face is found. */
    private PictureMessage firstPicture() {
        for (int i = 0; i < LiveLoop.LOOKED; i++) {
            show();
            page.words(json -> json.path("number").asInt() == number);
        }
        show();
        return page.picture(PictureMessage.LIVE);
    }

    private void show() {
        page.show(new PictureMessage(PictureMessage.LIVE, ++number, camera));
    }

    private int answerOf(int wanted) {
        int answered = page.picture(PictureMessage.LIVE).number();
        while (answered < wanted) {
            answered = page.picture(PictureMessage.LIVE).number();
        }
        return answered;
    }

    private static Frame grey() {
        return Frame.of(320, 240, new byte[3 * 320 * 240]);
    }
}
