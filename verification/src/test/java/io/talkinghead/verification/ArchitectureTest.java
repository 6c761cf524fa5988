package io.talkinghead.verification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the house, over all modules. */
class ArchitectureTest {
    private static final List<String> LAYERS = List.of(
            "error",
            "work",
            "engine",
            "internal.run",
            "internal.file",
            "image",
            "face",
            "model",
            "person",
            "tuning",
            "spi.video",
            "spi",
            "face.pose",
            "conditioning",
            "drive",
            "internal.engine",
            "internal.render");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("test-classes") && !location.contains("-tests.jar"))
            .importPackages("io.talkinghead");

    @Test
    void everyModule_isLookedAt() {
        assertThat(ALL.size()).isGreaterThan(120);
        for (String name : List.of(
                "graph.FaceNet",
                "onnx.OnnxBackend",
                "djl.DjlBackend",
                "tensorrt.TensorRtBackend",
                "video.FfmpegVideoProvider",
                "TalkingHead")) {
            String simple = name.substring(name.lastIndexOf('.') + 1);
            assertThat(ALL.stream().anyMatch(type -> type.getSimpleName().equals(simple)))
                    .as(name)
                    .isTrue();
        }
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
        for (String backend : List.of("io.talkinghead.onnx..", "io.talkinghead.djl..", "io.talkinghead.tensorrt..")) {
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
    void serviceLoaderAndProperties_haveOnePlaceEach() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Services")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.ServiceLoader")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.talkinghead.cli..", "io.talkinghead.video")
                .and()
                .doNotHaveSimpleName("Settings")
                .should()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(ALL);
    }

    @Test
    void library_opensNoConnections() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.URLConnection")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http")
                .check(ALL);
    }

    @Test
    void library_hasNoMutableStaticState() {
        noFields()
                .that(new DescribedPredicate<JavaField>("are static and not final") {
                    @Override
                    public boolean test(JavaField field) {
                        boolean isStatic = field.getModifiers().contains(JavaModifier.STATIC);
                        boolean synthetic = field.getModifiers().contains(JavaModifier.SYNTHETIC);
                        return isStatic && !synthetic && !field.getModifiers().contains(JavaModifier.FINAL);
                    }
                })
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage("io.talkinghead..")
                .allowEmptyShould(true)
                .check(ALL);
    }
}
