package io.talkinghead.verification;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The rules of the house, over all modules. */
class ArchitectureTest {
    private static final List<String> LAYERS = List.of(
            "error",
            "work",
            "engine",
            "internal.run",
            "internal.file",
            "internal.service",
            "spi.picture",
            "image",
            "internal.mark",
            "face",
            "model",
            "person",
            "tuning",
            "spi.video",
            "spi",
            "face.pose",
            "conditioning.turn",
            "conditioning",
            "drive",
            "internal.engine",
            "marks",
            "internal.render",
            "internal.head",
            "internal.play");

    /** What asks the process as well, besides the classes that are called Settings; with all that is nested in them. */
    private static final Set<String> MAY_ASK_THE_PROCESS = Set.of(
            // The platform, for the name of a jar.
            "io.talkinghead.video.NativeLibraries",
            // DJL has no other way to be told not to ask the network.
            "io.talkinghead.djl.engine.TorchEngine",
            // A table says what it was measured on.
            "io.talkinghead.lab.evaluation.Machine",
            // On Windows nothing else tells the machine's name.
            "io.talkinghead.internal.file.WritingProcess",
            // For tests: how often, and with which JDK.
            "io.talkinghead.testkit.BackendContract",
            "io.talkinghead.testkit.KilledProgram",
            "io.talkinghead.testkit.Program");

    /** What makes a thread, and what waits for one. */
    private static final Set<String> THREADS = Set.of(
            "java.lang.Thread.<init>",
            "java.lang.Thread.join",
            "java.util.concurrent.Future.get",
            "java.util.concurrent.FutureTask.get",
            "java.util.concurrent.CompletableFuture.get",
            "java.util.concurrent.CompletableFuture.join",
            "java.util.concurrent.CompletableFuture.supplyAsync",
            "java.util.concurrent.CompletableFuture.runAsync");

    private static final Set<String> EXECUTORS = Set.of(
            "java.util.concurrent.Executors",
            "java.util.concurrent.ExecutorService",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool",
            "com.google.common.util.concurrent.MoreExecutors",
            "com.google.common.util.concurrent.Uninterruptibles");

    private static final JavaClasses ALL = House.CLASSES;

    @Test
    void everyModule_isLookedAt() {
        assertThat(ALL.size()).isGreaterThan(450);
        for (String name : List.of(
                "TalkingHead",
                "lab.evaluation.Evaluation",
                "graph.face.FaceNet",
                "video.FfmpegVideoProvider",
                "onnx.OnnxSession",
                "djl.DjlNetwork",
                "tensorrt.TensorRtSession",
                "kserve.KserveBackendProvider",
                "cli.TalkingHeadCommand",
                "testkit.BackendContract",
                "verification.convert.KerasConverter")) {
            assertThat(ALL.contain("io.talkinghead." + name)).as(name).isTrue();
        }
    }

    @Test
    void layers_areThePackagesOfTheApi() {
        List<String> layers =
                LAYERS.stream().map(layer -> "io.talkinghead." + layer).toList();
        Set<String> packages = new HashSet<>(House.packagesOf("api"));
        assertThat(packages.remove("io.talkinghead")).isTrue();
        assertThat(layers).containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void layersOfTheApi_lookDownOnly() {
        for (int i = 0; i < LAYERS.size(); i++) {
            String[] above = LAYERS.subList(i + 1, LAYERS.size()).stream()
                    .map(layer -> "io.talkinghead." + layer)
                    .toArray(String[]::new);
            String layer = "io.talkinghead." + LAYERS.get(i);
            if (above.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(layer)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(above)
                        .check(ALL);
            }
            noClasses()
                    .that()
                    .resideInAPackage(layer)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.talkinghead")
                    .check(ALL);
        }
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("io.talkinghead.(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void engines_appearOnlyInTheirBackend() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.talkinghead.onnx")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.talkinghead.video", "io.talkinghead.tensorrt")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(ALL);
        // All others are tested on a GPU that is none.
        noClasses()
                .that()
                .resideInAPackage("io.talkinghead.tensorrt..")
                .and()
                .haveNameNotMatching(".*\\.Nvidia(Cuda|Driver|Gpu|Log)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.talkinghead.djl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(ALL);
        for (String backend : List.of(
                "io.talkinghead.onnx..",
                "io.talkinghead.djl..",
                "io.talkinghead.tensorrt..",
                "io.talkinghead.kserve..")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(backend)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(backend)
                    .check(ALL);
        }
    }

    /** See {@code TorchArrays.scaled}: the gradient of such a product reads memory that may be another's by then. */
    @Test
    void arraysOfDjl_areNotMultipliedByJavaNumbers() {
        for (String operator : List.of("mul", "div", "pow", "muli", "divi")) {
            noClasses()
                    .that()
                    .resideInAPackage("io.talkinghead.djl..")
                    .should()
                    .callMethod(NDArray.class, operator, Number.class)
                    .check(ALL);
        }
    }

    @Test
    void threads_areMadeByWorkersAndWaitedForByAwaited() {
        DescribedPredicate<JavaCall<?>> makesThreadsOrWaits = describe(
                "makes threads, or waits for what they do",
                call -> THREADS.contains(call.getTargetOwner().getName() + "." + call.getName())
                        || EXECUTORS.contains(call.getTargetOwner().getName()));
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.talkinghead.internal.run",
                        "io.talkinghead.cli..",
                        "io.talkinghead.examples..",
                        "io.talkinghead.testkit..",
                        "io.talkinghead.verification..")
                .should()
                .callCodeUnitWhere(makesThreadsOrWaits)
                .because("io.talkinghead.internal.run has one way to do each: Workers and Awaited")
                .check(ALL);
    }

    @Test
    void serviceLoader_hasOnePlace() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Services")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.ServiceLoader")
                .check(ALL);
    }

    @Test
    void propertiesOfTheProcess_areReadBySettingsOnly() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Settings")
                .and(describe("are not excused", type -> !MAY_ASK_THE_PROCESS.contains(topLevel(type))))
                .should()
                .callMethodWhere(describe("asks the process for a setting", ArchitectureTest::asksTheProcess))
                .check(ALL);
    }

    @Test
    void settings_areOneClassAModule() {
        for (House.Descriptor module : House.descriptors()) {
            assertThat(House.sourcesUnder(module.folder().resolve("src/main/java")).stream()
                            .filter(file -> file.endsWith("Settings.java")))
                    .as("%s", module.folder())
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void excuses_areNeeded() {
        for (String name : MAY_ASK_THE_PROCESS) {
            assertThat(ALL.stream()
                            .filter(type -> topLevel(type).equals(name))
                            .flatMap(type -> type.getMethodCallsFromSelf().stream()))
                    .as(name)
                    .anyMatch(ArchitectureTest::asksTheProcess);
        }
    }

    private static boolean asksTheProcess(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getName();
        if (owner.equals("java.lang.System")) {
            return Set.of("getProperty", "setProperty", "clearProperty", "getProperties", "setProperties", "getenv")
                    .contains(name);
        }
        return owner.equals("java.lang.Boolean") && name.equals("getBoolean")
                || owner.equals("java.lang.Integer") && name.equals("getInteger")
                || owner.equals("java.lang.Long") && name.equals("getLong");
    }

    /** One way to make threads and one to wait for them: see the package internal.run. */
    @Test
    void threads_areMadeAndAwaitedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.talkinghead.internal.run", "io.talkinghead.testkit")
                .and()
                // A shutdown hook has to be a thread that has not begun.
                .doNotHaveFullyQualifiedName("io.talkinghead.cli.CancelOnExit")
                .should()
                .callMethodWhere(describe("waits for a future", ArchitectureTest::waitsForAFuture))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.CompletableFuture")
                .orShould()
                .callConstructorWhere(
                        describe("makes a thread", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
                .check(ALL);
    }

    private static boolean waitsForAFuture(JavaMethodCall call) {
        return call.getTargetOwner().isAssignableTo(Future.class)
                && Set.of("get", "join").contains(call.getName());
    }

    @Test
    void library_opensNoConnectionsButToAServerThatIsNamed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.URLConnection")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.talkinghead.kserve")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http")
                .check(ALL);
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceAll("\\$.*", "");
    }
}
