package io.talkinghead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Probe;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selection among real jars, compiled here. */
class BackendsTest {
    private static final String SERVICE = "META-INF/services/io.talkinghead.spi.BackendProvider";

    private static final String ON_GPUS = "if (request.device().equals(java.util.Optional.of(Device.CPU)))"
            + " return new Probe.Refused(\"no CPU\", \"take a GPU\");";
    private static final String ON_CPUS =
            "if (request.device().isPresent() && request.device().get().kind() == Device.Kind.CUDA)"
                    + " return new Probe.Refused(\"no GPU\", \"take a CPU\");";

    @TempDir
    private Path folder;

    private ClassLoader before;
    private final List<URL> jars = new ArrayList<>();

    @BeforeEach
    void rememberClassLoader() {
        before = Thread.currentThread().getContextClassLoader();
    }

    @AfterEach
    void restoreClassLoader() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void open_noBackend_saysWhichArtifactToAdd() {
        use();
        assertThatThrownBy(() -> open(null))
                .hasMessageContaining("TH-401")
                .hasMessageContaining("talkinghead-backend-onnx");
    }

    @Test
    void open_oneBackend_takesIt() throws Exception {
        jar("Only", provider("Only", "only", 1, 10, "", ""));
        use();
        assertThat(open(null).id()).isEqualTo("only");
        assertThat(open("only").id()).isEqualTo("only");
    }

    @Test
    void open_onlyBrokenProviders_tellsWhyEachIsNone() throws Exception {
        jar("Thrower", thrower());
        jar("Orphan", orphan());
        jar("Newer", newer());
        jar("Old", provider("Old", "old", 7, 99, "", ""));
        use();
        assertThatThrownBy(() -> open(null))
                .hasMessageContainingAll("TH-401", "boom", "Base", "Newer", "version 7")
                .hasMessageContaining("talkinghead-backend-onnx");
        assertThatThrownBy(() -> open("newer")).hasMessageContainingAll("TH-403", "Newer");
    }

    @Test
    void open_int8OnBackendsWithout_isRefusedWithTheRemedy() throws Exception {
        jar("Good", provider("Good", "good", 1, 10, "", ""));
        use();
        Set<Capability> needed = Set.of(Capability.GENERATE);
        EngineOptions small = EngineOptions.defaults().withPrecision(Precision.INT8);
        assertThatThrownBy(() -> Backends.open(needed, small))
                .hasMessageContainingAll("TH-401", "good", "GENERATE_INT8", "talkinghead-backend-onnx");
        assertThatThrownBy(() -> Backends.open("good", needed, small))
                .hasMessageContainingAll("TH-404", "good", "GENERATE_INT8", "leave the precision out");
        assertThat(open("good").id()).isEqualTo("good");
    }

    @Test
    void open_cpuNamed_passesTheFasterBackendThatHasNone() throws Exception {
        jar("Gpu", provider("Gpu", "gpu", 1, 200, "", ON_GPUS));
        jar("Cpu", provider("Cpu", "cpu", 1, 10, "", ON_CPUS));
        use();
        EngineOptions onCpu = EngineOptions.defaults().withDevice(Device.CPU);
        assertThat(open(null, onCpu).id()).isEqualTo("cpu");
        assertThatThrownBy(() -> open("gpu", onCpu)).hasMessageContainingAll("TH-404", "no CPU", "take a GPU");
        assertThat(Backends.report(onCpu)).anySatisfy(found -> {
            assertThat(found.id()).isEqualTo("gpu");
            assertThat(found.refusal()).map(Probe.Refused::reason).hasValue("no CPU");
        });
        assertThat(Backends.report()).allMatch(Backends.Found::usable);
    }

    @Test
    void open_noDeviceNamed_takesTheHighestPriority() throws Exception {
        jar("Gpu", provider("Gpu", "gpu", 1, 200, "", ON_GPUS));
        jar("Cpu", provider("Cpu", "cpu", 1, 10, "", ON_CPUS));
        use();
        assertThat(open(null).id()).isEqualTo("gpu");
    }

    @Test
    void open_gpuNamedWithBackendsForCpus_isRefusedWithTheReasonBeforeOneStarts() throws Exception {
        jar("Cpu", provider("Cpu", "cpu", 1, 10, "", ON_CPUS));
        use();
        EngineOptions onGpu = EngineOptions.defaults().withDevice(Device.cuda(0));
        assertThatThrownBy(() -> open(null, onGpu)).hasMessageContainingAll("TH-401", "cuda:0", "no GPU", "take a CPU");
        assertThatThrownBy(() -> open("cpu", onGpu)).hasMessageContainingAll("TH-404", "no GPU", "take a CPU");
    }

    @Test
    void open_knownBackendThatIsNotThere_namesItsArtifact() {
        use();
        assertThatThrownBy(() -> open("djl")).hasMessageContainingAll("TH-403", "talkinghead-backend-djl");
    }

    @Test
    void open_lackingCapability_isRefusedAndNeverSelected() throws Exception {
        jar("Good", provider("Good", "good", 1, 10, "", ""));
        use();
        Set<Capability> needed = Set.of(Capability.GENERATE, Capability.TUNE);
        assertThatThrownBy(() -> Backends.open(needed, EngineOptions.defaults()))
                .hasMessageContainingAll("TH-401", "good", "TUNE");
        assertThatThrownBy(() -> Backends.open("good", needed, EngineOptions.defaults()))
                .hasMessageContainingAll("TH-404", "good", "TUNE");
    }

    @Test
    void open_property_choosesAndNeverFallsBack() throws Exception {
        jar("Low", provider("Low", "low", 1, 10, "", ""));
        jar("High", provider("High", "high", 1, 20, "", ""));
        use();
        System.setProperty("talkinghead.backend", "low");
        try {
            assertThat(open(null).id()).isEqualTo("low");
            assertThat(open("high").id()).isEqualTo("high");
            System.setProperty("talkinghead.backend", "gone");
            assertThatThrownBy(() -> open(null)).hasMessageContainingAll("TH-403", "gone", "low", "high");
        } finally {
            System.clearProperty("talkinghead.backend");
        }
    }

    @Test
    void open_twoBackends_takesTheHigherPriority() throws Exception {
        jar("Low", provider("Low", "low", 1, 10, "", ""));
        jar("High", provider("High", "high", 1, 20, "", ""));
        use();
        assertThat(open(null).id()).isEqualTo("high");
        assertThat(open("low").id()).isEqualTo("low");
    }

    @Test
    void open_tie_namesBoth() throws Exception {
        jar("One", provider("One", "one", 1, 10, "", ""));
        jar("Two", provider("Two", "two", 1, 10, "", ""));
        use();
        assertThatThrownBy(() -> open(null))
                .hasMessageContaining("TH-402")
                .hasMessageContaining("one")
                .hasMessageContaining("two");
        assertThat(open("two").id()).isEqualTo("two");
    }

    @Test
    void open_idThatIsNotThere_neverFallsBack() throws Exception {
        jar("Good", provider("Good", "good", 1, 10, "", ""));
        use();
        assertThatThrownBy(() -> open("other")).hasMessageContaining("TH-403").hasMessageContaining("good");
    }

    @Test
    void open_wrongSpiVersion_isRefusedWithItsReason() throws Exception {
        jar("Old", provider("Old", "old", 7, 99, "", ""));
        jar("Good", provider("Good", "good", 1, 10, "", ""));
        use();
        assertThat(open(null).id()).isEqualTo("good");
        assertThatThrownBy(() -> open("old")).hasMessageContaining("TH-404").hasMessageContaining("version 7");
    }

    @Test
    void open_throwingProbe_isARefusal() throws Exception {
        jar("Bad", provider("Bad", "bad", 1, 99, "", "if (true) throw new IllegalStateException(\"no gpu\");"));
        jar("Good", provider("Good", "good", 1, 10, "", ""));
        use();
        assertThat(open(null).id()).isEqualTo("good");
        assertThatThrownBy(() -> open("bad")).hasMessageContaining("TH-404").hasMessageContaining("no gpu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"return 99;", "return \"bad\";"})
    void open_throwingPriorityOrId_isARefusal(String answer) throws Exception {
        String source = provider("Bad", "bad", 1, 99, "", "");
        jar("Bad", source.replaceFirst(answer, "throw new IllegalStateException(\"dizzy\");"));
        jar("Good", provider("Good", "good", 1, 10, "", ""));
        use();
        assertThat(open(null).id()).isEqualTo("good");
        assertThat(Backends.report().toString()).contains("dizzy");
    }

    @Test
    void open_brokenProvidersBesideAGoodOne_takesTheGoodOneAndReportsTheRest() throws Exception {
        jar("Thrower", thrower());
        jar("Orphan", orphan());
        jar("Newer", newer());
        jar("Missing", Map.of());
        jar("Good", provider("Good", "good", 1, 10, "", ""));
        use();
        assertThat(open(null).id()).isEqualTo("good");
        List<Backends.Found> report = Backends.report();
        assertThat(report.stream().filter(Backends.Found::usable)).hasSize(1);
        String details = report.stream().map(Backends.Found::detail).toList().toString();
        assertThat(details).contains("boom").contains("Base").contains("Newer").contains("Missing");
    }

    @Test
    void diagnose_goodRefusedAndBrokenProviders_tellsOfEach() throws Exception {
        jar("Good", provider("Good", "good", 1, 10, "", ""));
        jar("Bad", provider("Bad", "bad", 1, 9, "", "if (true) throw new IllegalStateException(\"no gpu\");"));
        jar("Talker", provider("Talker", "talker", 1, 8, diagnosis(), ""));
        String refusal = "if (true) return new Probe.Refused(\"too old\", \"take a newer one\");";
        jar("Refused", provider("Refused", "refused", 1, 7, "", refusal));
        jar("Thrower", thrower());
        use();
        Map<String, List<String>> words = Backends.diagnose();
        assertThat(words.get("good")).containsExactly("works: test");
        assertThat(words.get("bad")).singleElement().asString().contains("no gpu");
        assertThat(words.get("talker")).containsExactly("looked", "found");
        assertThat(words.get("refused")).containsExactly("missing: too old; take a newer one");
        assertThat(words.get("?")).singleElement().asString().contains("boom");
    }

    private static String diagnosis() {
        return "public java.util.List<String> diagnose() { return java.util.List.of(\"looked\", \"found\"); }";
    }

    private static String thrower() {
        String constructor = "public Thrower() { throw new RuntimeException(\"boom\"); }";
        return provider("Thrower", "thrower", 1, 99, constructor, "");
    }

    /** Its superclass is missing. */
    private Map<String, byte[]> orphan() throws IOException {
        String source = provider("Orphan", "orphan", 1, 99, "", "")
                .replace("public class Orphan", "class Base {} public class Orphan extends Base");
        Map<String, byte[]> classes = compile("Orphan", source);
        classes.remove("Base.class");
        return classes;
    }

    /** Compiled for a Java of the far future. */
    private Map<String, byte[]> newer() throws IOException {
        Map<String, byte[]> classes = compile("Newer", provider("Newer", "newer", 1, 99, "", ""));
        Objects.requireNonNull(classes.get("Newer.class"))[7] = (byte) 200;
        return classes;
    }

    private Backend open(@Nullable String id) {
        return open(id, EngineOptions.defaults());
    }

    private static Backend open(@Nullable String id, EngineOptions options) {
        Set<Capability> needed = Set.of(Capability.GENERATE);
        return id == null ? Backends.open(needed, options) : Backends.open(id, needed, options);
    }

    private void use() {
        Thread.currentThread().setContextClassLoader(new URLClassLoader(jars.toArray(URL[]::new), before));
    }

    private static String provider(String type, String id, int spi, int priority, String extra, String probe) {
        return """
                import io.talkinghead.engine.*;
                import io.talkinghead.spi.*;
                public class %1$s implements BackendProvider {
                    %5$s
                    public String id() { return "%2$s"; }
                    public int spiVersion() { return %3$d; }
                    public int priority() { return %4$d; }
                    public java.util.Set<Capability> capabilities() { return java.util.Set.of(Capability.GENERATE); }
                    public Probe probe(EngineRequest request) { %6$s return new Probe.Usable("test"); }
                    public Backend open(EngineOptions options) {
                        return (Backend) java.lang.reflect.Proxy.newProxyInstance(
                                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (p, m, a) -> "%2$s");
                    }
                }
                """.formatted(type, id, spi, priority, extra, probe);
    }

    private void jar(String type, String source) throws IOException {
        jar(type, compile(type, source));
    }

    private void jar(String type, Map<String, byte[]> classes) throws IOException {
        Path jar = folder.resolve(type + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry(SERVICE));
            out.write(type.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        jars.add(jar.toUri().toURL());
    }

    private Map<String, byte[]> compile(String type, String source) throws IOException {
        Path target = Files.createDirectories(folder.resolve("classes-" + type));
        Path file = Files.writeString(target.resolve(type + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int code = compiler.run(
                null,
                null,
                null,
                "--release",
                "17",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                target.toString(),
                file.toString());
        assertThat(code).isZero();
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.list(target)) {
            for (Path each :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                classes.put(each.getFileName().toString(), Files.readAllBytes(each));
            }
        }
        return classes;
    }
}
