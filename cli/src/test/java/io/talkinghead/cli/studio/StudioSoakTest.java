package io.talkinghead.cli.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages that come, are used, reloaded, lost and closed: for an hour in the stress profile, for some seconds otherwise. */
@Timeout(3 * 3600)
class StudioSoakTest {
    @RegisterExtension
    static final RunningStudio RUNNING = new RunningStudio();

    private static final int SECONDS = Integer.getInteger("talkinghead.soak", 10);
    /** Below that, what is loaded and compiled once hides the rest. */
    private static final int LONG_SECONDS = 1800;

    private static final int AT_ONCE = 4;
    private static final int CROWD = 20;
    private static final ExecutorService PEOPLE = Executors.newFixedThreadPool(CROWD);
    private static byte[] camera = {};

    @BeforeAll
    static void look() {
        camera = Jpeg.of(ImageFiles.read(Samples.photo("astronaut.png"), "the camera"), 320);
    }

    @AfterAll
    static void sendHome() {
        PEOPLE.shutdown();
    }

    @Test
    void pages_comingAndGoingInEveryWay_leaveNothingBehind(TestReporter reporter) throws Exception {
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        List<StudioFootprint> samples = new ArrayList<>();
        for (int round = 0; round == 0 || System.nanoTime() < end; round++) {
            List<Callable<Integer>> visits = new ArrayList<>();
            for (int visitor = 0; visitor < AT_ONCE; visitor++) {
                Random random = new Random(31L * round + visitor);
                visits.add(() -> visit(random));
            }
            all(visits);
            awaitNothingLeft();
            samples.add(StudioFootprint.now());
            reporter.publishEntry("round " + round, samples.get(round).toString());
        }
        assertThat(samples).allMatch(sample -> sample.threads() < 150 && sample.handles() < 400);
        if (SECONDS >= LONG_SECONDS) {
            StudioFootprint early = StudioFootprint.median(samples.subList(samples.size() / 2, 3 * samples.size() / 4));
            StudioFootprint late = StudioFootprint.median(samples.subList(3 * samples.size() / 4, samples.size()));
            reporter.publishEntry("third and last quarter", early + " | " + late);
            assertThat((double) late.heapKilobytes()).isLessThan(1.05 * early.heapKilobytes());
            assertThat((double) late.nativeKilobytes()).isLessThan(1.05 * early.nativeKilobytes());
            assertThat(late.threads()).isLessThanOrEqualTo(early.threads() + 2);
            assertThat(late.handles()).isLessThanOrEqualTo(early.handles() + 4);
        }
    }

    @Test
    void twentyPagesAtOnce_shareTheEngineEvenly(TestReporter reporter) throws Exception {
        int seconds = Math.max(5, Math.min(60, SECONDS / 4));
        List<StudioClient> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            StudioClient page = StudioClient.page(RUNNING.studio());
            page.portrait("joconde.jpg");
            begin(page, 128);
            crowd.add(page);
        }
        List<Callable<Integer>> uses = new ArrayList<>();
        crowd.forEach(page -> uses.add(() -> live(page, seconds)));
        List<Integer> pictures = all(uses);
        crowd.forEach(StudioClient::close);
        awaitNothingLeft();
        IntSummaryStatistics each =
                pictures.stream().mapToInt(Integer::intValue).summaryStatistics();
        reporter.publishEntry("pictures of each page in " + seconds + " s", pictures.toString());
        assertThat(each.getMin()).isPositive();
        assertThat(each.getMax()).isLessThanOrEqualTo(2 * each.getMin() + 2);
    }

    /** What somebody does with a page until they leave it. */
    private static int visit(Random random) throws Exception {
        StudioClient page = StudioClient.page(RUNNING.studio());
        page.portrait(random.nextBoolean() ? "joconde.jpg" : "astronaut.png");
        begin(page, 128);
        int pictures = live(page, 1 + random.nextInt(3));
        switch (random.nextInt(5)) {
            case 0 -> page.leave();
            case 1 -> page.abort();
            case 2 -> {
                // Reloaded: the new page is there before the old one has gone.
                StudioClient again = StudioClient.page(RUNNING.studio());
                page.abort();
                again.portrait("joconde.jpg");
                again.leave();
            }
            case 3 -> {
                page.post("/drivers/sample", new byte[0]);
                page.post("/videos", "{\"driver\":1,\"formats\":[\"mp4\",\"gif\"]}".getBytes(UTF_8));
                page.words(json -> json.path("state").asText().matches("rendering|waiting"));
                page.abort();
            }
            default -> {
                page.say("{\"type\":\"pose\",\"number\":1,\"yaw\":10}");
                page.picture(PictureMessage.POSED);
                page.show(new PictureMessage(PictureMessage.LIVE, 1 << 20, camera));
                page.abort();
            }
        }
        return pictures;
    }

    private static void begin(StudioClient page, int sizePx) {
        page.say("{\"type\":\"live\",\"size\":" + sizePx + "}");
        page.words(json -> json.path("state").asText().equals("begun"));
    }

    /** Shows one frame after another, each when the one before it is answered; returns how many pictures came. */
    private static int live(StudioClient page, int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        int pictures = 0;
        while (System.nanoTime() < end) {
            page.show(new PictureMessage(PictureMessage.LIVE, pictures + 1, camera));
            page.picture(PictureMessage.LIVE);
            pictures++;
        }
        return pictures;
    }

    private static List<Integer> all(List<Callable<Integer>> works) throws Exception {
        List<Integer> results = new ArrayList<>();
        for (Future<Integer> work : PEOPLE.invokeAll(works)) {
            results.add(work.get());
        }
        return results;
    }

    private static void awaitNothingLeft() throws InterruptedException, IOException {
        while (RUNNING.studio().pages() > 0 || workers() > 0 || files() > 0) {
            Thread.sleep(20);
        }
        assertThat(RUNNING.studio().keptBytes()).isZero();
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().matches("talkinghead-(live-head|studio-(live|video|posed|tuning|end))"))
                .count();
    }

    private static long files() throws IOException {
        Path folder = RUNNING.studio().folder();
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.count();
        }
    }
}
