package io.talkinghead.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.head.Head;
import io.talkinghead.internal.head.HeadAssembly;
import io.talkinghead.internal.head.HeadPlan;
import io.talkinghead.internal.head.HeadWork;
import io.talkinghead.marks.Marks;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Photo;
import io.talkinghead.testkit.DrawnFaces;
import io.talkinghead.testkit.Golden;
import io.talkinghead.testkit.PaintedGenerator;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backends that throw, give no numbers, give too few of them, or do not come back. */
@Timeout(60)
class EngineFaultsTest {
    private static final EngineOptions OPTIONS = EngineOptions.defaults().withThreads(2);
    private static final ModelBundle MODEL = Golden.tinyModel(Upsampling.BLOCK_START);

    private final MisbehavingProvider provider = new MisbehavingProvider();
    private final Engines engines = new Engines();

    @ParameterizedTest
    @ValueSource(
            strings = {"open", "openEmbedder", "openGenerator", "openFaceAnalyzer", "embed", "analyze", "newPass", "run"
            })
    void build_methodThatThrows_isTypedClosesEverythingAndThenWorks(String method) {
        provider.before(method, () -> {
            throw new IllegalStateException("the driver went away");
        });
        failed(() -> use(OPTIONS, MODEL), "misbehaving", "the driver went away");
        assertAllClosed();
        provider.mend();
        use(OPTIONS, MODEL);
        assertAllClosed();
    }

    @Test
    void build_javaOutOfMemory_isTypedAndThenWorks() {
        provider.before("run", () -> {
            throw new OutOfMemoryError("Java heap space");
        });
        fails(ErrorCode.DEVICE_MEMORY, () -> use(OPTIONS, MODEL), "Java heap space", "-Xmx");
        assertAllClosed();
        provider.mend();
        use(OPTIONS, MODEL);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void render_numbersThatAreNone_areRefusedAndThenWorks(float value) {
        for (String method : List.of("image", "flow", "embed")) {
            provider.mend();
            provider.spoil(method, spoilt(value));
            failed(() -> use(OPTIONS, Golden.turnedModel()), "not all numbers");
            assertAllClosed();
        }
        provider.mend();
        use(OPTIONS, Golden.turnedModel());
    }

    private static UnaryOperator<Object> spoilt(float value) {
        return result -> {
            Object inside = result instanceof Optional<?> maybe ? maybe.orElseThrow() : result;
            if (inside instanceof float[] numbers) {
                numbers[numbers.length - 1] = value;
            } else {
                FloatBuffer buffer = (FloatBuffer) inside;
                buffer.put(buffer.capacity() - 1, value);
            }
            return result;
        };
    }

    @Test
    void render_tooFewNumbers_isRefused() {
        for (String method : List.of("image", "input", "flow", "embed")) {
            provider.mend();
            provider.spoil(method, EngineFaultsTest::shortened);
            failed(() -> use(OPTIONS, Golden.turnedModel()), "not");
            assertAllClosed();
        }
    }

    private static Object shortened(Object result) {
        if (result instanceof Optional<?> maybe) {
            return maybe.map(EngineFaultsTest::shortened);
        }
        return result instanceof float[] numbers
                ? Arrays.copyOf(numbers, numbers.length - 1)
                : ((FloatBuffer) result).slice(0, ((FloatBuffer) result).capacity() - 1);
    }

    @Test
    void analyze_placeThatIsNoNumber_isRefused() {
        provider.spoil(
                "analyze",
                faces -> ((List<?>) faces)
                        .stream()
                                .map(face -> new Face(
                                        ((Face) face).box(),
                                        ((Face) face).score(),
                                        ((Face) face).landmarks(),
                                        new FaceRegion(1, Double.NaN, 1, 0)))
                                .toList());
        failed(() -> use(OPTIONS, MODEL), "no number");
    }

    @Test
    void render_callThatDoesNotComeBack_failsAndFreesNothingUntilItDoes() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        Head head = head(OPTIONS.withDeadline(Duration.ofMillis(150)), MODEL);
        provider.before("run", () -> await(goOn));
        fails(ErrorCode.BACKEND_DEADLINE, () -> render(head), "misbehaving", "150 ms");
        long start = System.nanoTime();
        // Others do not wait for what will not come.
        fails(ErrorCode.BACKEND_DEADLINE, () -> render(head));
        fails(ErrorCode.BACKEND_DEADLINE, () -> head.analyzer().analyze(Frame.of(1, 1, new byte[3])));
        fails(ErrorCode.BACKEND_DEADLINE, () -> head(OPTIONS.withDeadline(Duration.ofMillis(150)), MODEL));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        head.close();
        PaintedGenerator generator = provider.painting.generators().get(0);
        assertThat(generator.closed).isFalse();
        assertThat(generator.openPasses).hasValue(1);
        assertThat(provider.painting.running()).isEqualTo(1);
        goOn.countDown();
        awaitAllClosed();
        provider.mend();
        use(OPTIONS.withDeadline(Duration.ofSeconds(20)), MODEL);
    }

    @Test
    void render_callThatComesBackLate_worksAgainThen() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        try (Head head = head(OPTIONS.withDeadline(Duration.ofMillis(150)), MODEL)) {
            Frame expected = render(head);
            provider.before("run", () -> await(goOn));
            fails(ErrorCode.BACKEND_DEADLINE, () -> render(head));
            provider.mend();
            goOn.countDown();
            PaintedGenerator generator = provider.painting.generators().get(0);
            while (generator.openPasses.get() > 0) {
                Thread.sleep(1);
            }
            assertThat(render(head).rgb()).isEqualTo(expected.rgb());
        }
        awaitAllClosed();
    }

    @Test
    void close_headAfterItsEngine_staysAMisuse() {
        Head head = head(OPTIONS.withDeadline(Duration.ofSeconds(20)), MODEL);
        engines.close();
        provider.before("analyze", () -> {
            throw new IllegalStateException("this engine is closed");
        });
        assertThatThrownBy(() -> head.analyzer().analyze(Frame.of(1, 1, new byte[3])))
                .isInstanceOf(IllegalStateException.class);
        head.close();
    }

    private void use(EngineOptions options, ModelBundle model) {
        try (Head head = head(options, model)) {
            render(head);
        }
    }

    private static Frame render(Head head) {
        return head.render(head.neutralLandmarks());
    }

    private Head head(EngineOptions options, ModelBundle model) {
        EngineSource source = new EngineSource(engines, options, needed -> provider, provider::open);
        HeadWork work = new HeadWork(WorkListener.NONE, Optional.empty(), new Cancellation());
        return new HeadAssembly(new HeadPlan(source, Framing.CROP, 64, Marks.standard()), Optional.of(model), work)
                .fromPhotos(List.of(Photo.of(DrawnFaces.picture(160, 120, 80, 60, 30), "drawn")));
    }

    private void awaitAllClosed() throws InterruptedException {
        while (provider.painting.running() > 0) {
            Thread.sleep(1);
        }
        assertAllClosed();
    }

    private void assertAllClosed() {
        assertThat(provider.painting.running()).isZero();
        assertThat(provider.painting.generators()).allSatisfy(generator -> {
            assertThat(generator.closed).isTrue();
            assertThat(generator.openPasses).hasValue(0);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void failed(ThrowingCallable call, String... says) {
        fails(ErrorCode.BACKEND_FAILED, call, says);
    }

    private static void fails(ErrorCode code, ThrowingCallable call, String... says) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageStartingWith(code.label())
                .satisfies(
                        e -> assertThat(says).allSatisfy(text -> assertThat(e).hasMessageContaining(text)));
    }
}
