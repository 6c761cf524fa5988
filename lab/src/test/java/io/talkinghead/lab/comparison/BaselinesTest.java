package io.talkinghead.lab.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinesTest {
    @TempDir
    private Path folder;

    private static BaselineProvider provider(String... methods) {
        return new Untrained(List.of(methods));
    }

    /** Offers methods that are neither trained nor opened. */
    private static class Untrained implements BaselineProvider {
        private final List<String> methods;

        Untrained(List<String> methods) {
            this.methods = methods;
        }

        @Override
        public int spiVersion() {
            return 1;
        }

        @Override
        public String backendId() {
            return "no-such-backend";
        }

        @Override
        public List<String> methods() {
            return methods;
        }

        @Override
        public void train(
                Backend backend, String method, BaselinePlan plan, WorkListener listener, Cancellation cancel) {
            throw new AssertionError("not asked for");
        }

        @Override
        public ComparedMethod open(Backend backend, String method, Path from) {
            throw new AssertionError("not asked for");
        }
    }

    @Test
    void provider_methodOfTwo_isTheFirstsOnTheClassPath() {
        BaselineProvider first = provider("x2face");
        Baselines baselines = Baselines.of(first, provider("x2face", "pix2pix-hd"));
        assertThat(baselines.methods()).containsExactly("pix2pix-hd", "x2face");
        assertThat(baselines.provider("x2face")).isSameAs(first);
    }

    @Test
    void provider_methodOfNobody_tellsWhatThereIs() {
        assertThatThrownBy(() -> Baselines.of(provider("x2face")).provider("magic"))
                .hasMessageContaining("TH-405")
                .hasMessageContaining("'magic'")
                .hasMessageContaining("[x2face]");
    }

    @Test
    void source_nothingTrained_saysSoWhenItIsAsked() throws IOException {
        MethodSource source =
                Baselines.of(provider("x2face")).source("x2face", folder.resolve("x2face"), EngineOptions.defaults());
        assertThat(source.id()).isEqualTo("x2face");
        assertThatThrownBy(source::origin).hasMessageContaining("TH-302").hasMessageContaining("train it first");
        Files.createDirectory(folder.resolve("x2face"));
        assertThatThrownBy(source::origin).hasMessageContaining("TH-302").hasMessageContaining("nothing in it");
        assertThatThrownBy(source::open).hasMessageContaining("TH-403");
    }

    @Test
    void origin_otherNameOrContent_isAnother() throws IOException {
        MethodSource source = Baselines.of(provider("x2face")).source("x2face", folder, EngineOptions.defaults());
        Files.writeString(folder.resolve("a"), "weights");
        String first = source.origin();
        assertThat(source.origin()).isEqualTo(first).hasSize(64);
        Files.writeString(folder.resolve("a"), "weightz");
        String second = source.origin();
        Files.move(folder.resolve("a"), folder.resolve("b"));
        assertThat(List.of(first, second, source.origin())).doesNotHaveDuplicates();
    }

    @Test
    void origin_providerKnowsIt_isWhatItSays() {
        BaselineProvider knowing = new Untrained(List.of("x2face")) {
            @Override
            public String origin(String method, Path from) {
                return method + " in " + from.getFileName();
            }
        };
        MethodSource source = Baselines.of(knowing).source("x2face", Path.of("trained"), EngineOptions.defaults());
        assertThat(source.origin()).isEqualTo("x2face in trained");
    }

    @Test
    void owning_closes_theMethodBeforeWhatItRunsOn() {
        List<String> closed = new ArrayList<>();
        ComparedMethod method = new ComparedMethod() {
            @Override
            public String id() {
                return "x2face";
            }

            @Override
            public ComparedPerson learn(List<ReferencePhoto> photos, int neutralPhoto, Cancellation cancellation) {
                throw new AssertionError("not asked for");
            }

            @Override
            public void close() {
                closed.add("method");
                throw new IllegalStateException("of the test");
            }
        };
        ComparedMethod owning = method.owning(() -> closed.add("engine"));
        assertThat(owning.id()).isEqualTo("x2face");
        assertThatThrownBy(owning::close).hasMessage("of the test");
        assertThat(closed).containsExactly("method", "engine");
    }
}
