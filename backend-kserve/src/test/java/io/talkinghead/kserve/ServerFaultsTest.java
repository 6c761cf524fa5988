package io.talkinghead.kserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.testkit.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that goes away, comes back, hangs, breaks off or answers nonsense. */
class ServerFaultsTest {
    private static final ModelBundle MODEL = Golden.tinyModel(Upsampling.BLOCK_END);
    private static final EngineOptions OPTIONS = EngineOptions.defaults();

    @TempDir
    private Path repository;

    private TestModelServer server;
    private float[] picture;

    @BeforeEach
    void startServer() throws IOException {
        server = TestModelServer.of(repository);
        picture =
                Golden.part(Golden.tensors("tiny-block-end/vectors.safetensors").tensor("in.images"), 0);
    }

    @AfterEach
    void stopServer() throws OrtException {
        server.close();
    }

    private Backend open() {
        return ServedBackend.exporting(server, repository, 1).open(OPTIONS);
    }

    private Backend openHurried(Duration deadline) {
        open().openEmbedder(MODEL);
        return ServedBackend.plain(server, deadline).open(OPTIONS);
    }

    private static void fails(
            ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(words);
    }

    @Test
    void openEmbedder_serverThatIsNotThere_isUnreachableAndMayBeRetried() {
        server.kill();
        try (Backend backend = open()) {
            fails(
                    ErrorCode.BACKEND_UNREACHABLE,
                    () -> backend.openEmbedder(MODEL),
                    server.url().toString(),
                    "4 times");
        }
        assertThat(ErrorCode.BACKEND_UNREACHABLE.isRetryable()).isTrue();
    }

    @Test
    void openEmbedder_networkThatIsNotThere_isNotFoundNamingIt() {
        try (Backend backend =
                ServedBackend.plain(server, Duration.ofSeconds(5)).open(OPTIONS)) {
            fails(
                    ErrorCode.MODEL_NOT_FOUND,
                    () -> backend.openEmbedder(MODEL),
                    "talkinghead-embedder-",
                    "export triton");
        }
    }

    @Test
    void openEmbedder_networkOfAnotherHash_isNotFoundNamingBoth() {
        try (Backend backend = open()) {
            backend.openEmbedder(Golden.tinyModel(Upsampling.BLOCK_START));
        }
        try (Backend backend =
                ServedBackend.plain(server, Duration.ofSeconds(5)).open(OPTIONS)) {
            assertThatThrownBy(() -> backend.openEmbedder(MODEL))
                    .hasMessageStartingWith("TH-301")
                    .hasMessageContaining("of other models")
                    .hasMessageMatching(
                            "(?s).*(talkinghead-embedder-[0-9a-f]{16}).*\\[talkinghead-embedder-[0-9a-f]{16}\\].*");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestModelServer.Mood.class,
            names = {"BUSY", "TRUNCATING"})
    void embed_serverThatFailsTwice_isAskedAgain(TestModelServer.Mood mood) {
        try (Backend backend = open();
                Embedder embedder = backend.openEmbedder(MODEL)) {
            float[] expected = embedder.embed(picture, picture);
            int before = server.requests();
            server.become(mood, 2);
            assertThat(embedder.embed(picture, picture)).isEqualTo(expected);
            assertThat(server.requests() - before).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestModelServer.Mood.class,
            names = {"BUSY", "TRUNCATING"})
    void embed_serverThatKeepsFailing_isUnreachable(TestModelServer.Mood mood) {
        try (Backend backend = open();
                Embedder embedder = backend.openEmbedder(MODEL)) {
            server.become(mood);
            fails(ErrorCode.BACKEND_UNREACHABLE, () -> embedder.embed(picture, picture), "talkinghead-embedder");
            assertThat(server.requests()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestModelServer.Mood.class,
            names = {"BABBLING", "ENDLESS", "LYING"})
    void embed_answerThatIsNone_failsAtOnceAndTheNextIsTaken(TestModelServer.Mood mood) {
        try (Backend backend = open();
                Embedder embedder = backend.openEmbedder(MODEL)) {
            server.become(mood, 1);
            fails(ErrorCode.BACKEND_FAILED, () -> embedder.embed(picture, picture), "talkinghead-embedder");
            assertThat(server.requests()).isEqualTo(1);
            assertThat(embedder.embed(picture, picture)).hasSize(MODEL.spec().embedding());
        }
    }

    @Test
    void embed_serverThatHangs_endsWithTheDeadlineAndGoesOn() {
        try (Backend backend = openHurried(Duration.ofMillis(700));
                Embedder embedder = backend.openEmbedder(MODEL)) {
            embedder.embed(picture, picture);
            server.become(TestModelServer.Mood.HANGING, 1);
            long start = System.nanoTime();
            fails(ErrorCode.BACKEND_DEADLINE, () -> embedder.embed(picture, picture), "700 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(690), Duration.ofSeconds(5));
            assertThat(embedder.embed(picture, picture)).hasSize(MODEL.spec().embedding());
        }
    }

    @Test
    void open_deadlineOfTheEngineThatIsShorter_counts() {
        open().openEmbedder(MODEL);
        EngineOptions hurried = OPTIONS.withDeadline(Duration.ofMillis(600));
        try (Backend backend =
                        ServedBackend.plain(server, Duration.ofMinutes(1)).open(hurried);
                Embedder embedder = backend.openEmbedder(MODEL)) {
            server.become(TestModelServer.Mood.HANGING, 1);
            fails(ErrorCode.BACKEND_DEADLINE, () -> embedder.embed(picture, picture), "600 ms");
        }
    }

    @Test
    void embed_interrupted_isCancelled() {
        try (Backend backend = open();
                Embedder embedder = backend.openEmbedder(MODEL)) {
            server.become(TestModelServer.Mood.HANGING, 1);
            Thread.currentThread().interrupt();
            fails(ErrorCode.CANCELLED, () -> embedder.embed(picture, picture), "interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void embed_serverKilledAndRestartedUnderLoad_failsInCodesAndRecovers() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger good = new AtomicInteger();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        openAndRun();
        threadsLeft();
        long filesBefore = openFiles();
        try (Backend backend = open();
                Embedder embedder = backend.openEmbedder(MODEL)) {
            float[] expected = embedder.embed(picture, picture);
            List<Future<?>> loads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                loads.add(threads.submit(() -> {
                    while (!ended.get()) {
                        try {
                            assertThat(embedder.embed(picture, picture)).isEqualTo(expected);
                            good.incrementAndGet();
                        } catch (TalkingHeadException e) {
                            failures.add(e);
                        }
                    }
                }));
            }
            for (int round = 0; round < 3; round++) {
                await(good, 20);
                server.kill();
                int before = failures.size();
                while (failures.size() < before + 4) {
                    Thread.sleep(5);
                }
                server.restart();
                good.set(0);
            }
            await(good, 20);
            int recovered = failures.size();
            Thread.sleep(500);
            // Those that were on their way at the restart are through by now.
            await(good, good.get() + 20);
            assertThat(failures.size() - recovered).isLessThanOrEqualTo(4);
            ended.set(true);
            for (Future<?> load : loads) {
                load.get(30, TimeUnit.SECONDS);
            }
        } finally {
            ended.set(true);
            threads.shutdownNow();
        }
        assertThat(failures)
                .allSatisfy(failure ->
                        assertThat(((TalkingHeadException) failure).code()).isEqualTo(ErrorCode.BACKEND_UNREACHABLE));
        assertThat(threadsLeft()).isEmpty();
        // Hundreds of connections were broken off; the server's ends of them are in this process too.
        assertThat(openFiles() - filesBefore).isLessThanOrEqualTo(2);
    }

    private static void await(AtomicInteger counter, int least) throws InterruptedException {
        while (counter.get() < least) {
            Thread.sleep(5);
        }
    }

    @Test
    void openRunClose_manyTimes_leavesNeitherThreadsNorConnections() throws Exception {
        long before = 0;
        for (int i = 0; i < 40; i++) {
            openAndRun();
            if (i == 4) {
                threadsLeft();
                before = openFiles();
            }
        }
        assertThat(threadsLeft()).isEmpty();
        assertThat(openFiles() - before).isLessThanOrEqualTo(2);
    }

    private void openAndRun() {
        try (Backend backend = open();
                Embedder embedder = backend.openEmbedder(MODEL)) {
            embedder.embed(picture, picture);
        }
    }

    private static long openFiles() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    /** Before JDK 21 the collector ends a client's thread. */
    private static List<String> threadsLeft() throws InterruptedException {
        List<String> left = List.of("?");
        for (int i = 0; i < 200 && !left.isEmpty(); i++) {
            System.gc();
            Thread.sleep(50);
            left = Thread.getAllStackTraces().entrySet().stream()
                    .map(Map.Entry::getKey)
                    .map(Thread::getName)
                    .filter(name -> name.startsWith("HttpClient") || name.startsWith("talkinghead-kserve"))
                    .toList();
        }
        return left;
    }
}
