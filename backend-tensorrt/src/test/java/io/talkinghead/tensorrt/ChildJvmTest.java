package io.talkinghead.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.work.Cancellation;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<String> lines = new ArrayList<>();

    private void listen(String line) {
        synchronized (lines) {
            lines.add(line);
        }
    }

    private ChildJvm.Result run(Duration limit, String... arguments) {
        return ChildJvm.ofThisJvm().run(Child.class, List.of(arguments), limit, this::listen, new Cancellation());
    }

    @Test
    void run_programThatEndsWell_givesItsLines() {
        ChildJvm.Result result = run(LONG, "talk");
        assertThat(result.well()).isTrue();
        assertThat(lines).contains("first", "second");
        assertThat(result.last()).isEqualTo("second");
    }

    @Test
    void run_programThatFails_givesItsCodeAndLastLine() {
        ChildJvm.Result result = run(LONG, "fail");
        assertThat(result.well()).isFalse();
        assertThat(result.ending()).contains("ended with 3");
        assertThat(result.last()).isEqualTo("no use");
    }

    @Test
    void run_programThatHangs_isStoppedAtTheLimit() {
        ChildJvm.Result result = run(Duration.ofSeconds(3), "hang");
        assertThat(result.well()).isFalse();
        assertThat(result.ending()).contains("3 s").contains("talkinghead.tensorrt.limit");
    }

    @Test
    void run_programThatCrashes_saysTheSignalAndThisJvmLives() {
        ChildJvm.Result result = run(LONG, "crash");
        assertThat(result.well()).isFalse();
        assertThat(result.ending()).contains("crashed with signal 9");
    }

    @Test
    void run_noJavaThere_isAnError() {
        ChildJvm none = new ChildJvm(Path.of("/nowhere/java"), "");
        assertThatThrownBy(() -> none.run(Child.class, List.of(), LONG, this::listen, new Cancellation()))
                .hasMessageStartingWith("TH-406")
                .hasMessageContaining("/nowhere/java");
    }

    @Test
    void run_callerInterrupted_stopsTheProgramAndIsCancelled() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        List<Throwable> thrown = new ArrayList<>();
        Thread caller = new Thread(() -> {
            try {
                ChildJvm.ofThisJvm()
                        .run(Child.class, List.of("hang"), LONG, line -> started.countDown(), new Cancellation());
            } catch (RuntimeException e) {
                thrown.add(e);
            }
        });
        caller.start();
        started.await();
        caller.interrupt();
        caller.join();
        assertThat(thrown).singleElement().satisfies(e -> assertThat(e).hasMessageStartingWith("TH-502"));
    }

    @Test
    void run_cancelled_stopsTheProgram() {
        Cancellation cancellation = new Cancellation();
        assertThatThrownBy(() -> ChildJvm.ofThisJvm()
                        .run(Child.class, List.of("hang"), LONG, line -> cancellation.cancel(), cancellation))
                .hasMessageStartingWith("TH-502");
    }

    /** What is run. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            out.println("first");
            switch (arguments[0]) {
                case "talk" -> out.println("second");
                case "fail" -> {
                    out.println("no use");
                    System.exit(3);
                }
                case "crash" -> {
                    String self = Long.toString(ProcessHandle.current().pid());
                    new ProcessBuilder("kill", "-KILL", self).start().waitFor();
                    new CountDownLatch(1).await();
                }
                default -> new CountDownLatch(1).await();
            }
        }
    }
}
