package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.TreeMultimap;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import io.talkinghead.verification.House.Descriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/** What users can name: the types of packages that descriptors export to everybody. */
class ExportedTypesTest {
    /** Outside of the service interfaces themselves, these speak of them, for a reason. */
    private static final Set<String> MAY_NAME_THE_SPI = Set.of(
            // Backends are found and opened here.
            "io.talkinghead.Backends",
            // The laboratory works on a backend that Backends.open has returned.
            "io.talkinghead.lab.comparison.BaselineProvider",
            "io.talkinghead.lab.dataset.ClipMaker",
            "io.talkinghead.lab.dataset.Preparation",
            "io.talkinghead.lab.evaluation.Comparison",
            "io.talkinghead.lab.evaluation.Evaluation",
            "io.talkinghead.lab.evaluation.MethodSources",
            "io.talkinghead.lab.training.TrainerProvider",
            "io.talkinghead.lab.training.Trainers");

    private static final ImmutableList<Descriptor> DESCRIPTORS = House.descriptors();

    @Test
    void everyDescriptor_isRead() {
        assertThat(DESCRIPTORS)
                .extracting(module -> module.folder().getFileName().toString())
                .contains(
                        "api",
                        "graph",
                        "lab",
                        "video",
                        "backend-onnx",
                        "backend-djl",
                        "backend-tensorrt",
                        "backend-kserve");
        Descriptor api = House.descriptor("api");
        assertThat(api.exported()).contains("io.talkinghead", "io.talkinghead.drive", "io.talkinghead.spi.video");
        assertThat(api.qualified()).contains("io.talkinghead.internal.run");
        assertThat(exportedTypes(DESCRIPTORS)).hasSizeGreaterThan(150);
    }

    /** Nested types are as stable as the one around them. */
    @Test
    void exportedTypes_sayHowStableTheyAre() {
        List<JavaClass> types = new ArrayList<>(exportedTypes(DESCRIPTORS));
        House.CLASSES.stream()
                .filter(type -> type.getPackageName().equals("io.talkinghead.testkit"))
                .filter(ExportedTypesTest::isVisible)
                .forEach(types::add);
        assertThat(types)
                .filteredOn(type -> type.getEnclosingClass().isEmpty())
                .allMatch(type -> type.isAnnotatedWith(API.class))
                .allMatch(type -> type.getAnnotationOfType(API.class).since().matches("\\d+\\.\\d+"));
    }

    @Test
    void exportedPackages_existAndShowSomething() {
        Set<String> shown = exportedTypes(DESCRIPTORS).stream()
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        for (Descriptor module : DESCRIPTORS) {
            assertThat(shown).as("%s", module.folder()).containsAll(module.exported());
        }
    }

    @Test
    void signatures_speakOfExportedTypesOnly() {
        Set<String> exported = DESCRIPTORS.stream()
                .flatMap(module -> module.exported().stream())
                .collect(Collectors.toSet());
        List<String> found = new ArrayList<>();
        for (JavaClass type : exportedTypes(DESCRIPTORS)) {
            for (JavaClass named : namedBy(type)) {
                if (named.getPackageName().startsWith("io.talkinghead") && !exported.contains(named.getPackageName())) {
                    found.add(type.getName() + " names " + named.getName());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void signatures_speakOfNoLibrary() {
        List<Descriptor> forUsers = List.of(House.descriptor("api"), House.descriptor("lab"));
        List<String> found = new ArrayList<>();
        for (JavaClass type : exportedTypes(forUsers)) {
            for (JavaClass named : namedBy(type)) {
                if (!named.getPackageName().matches("|(java|javax|io\\.talkinghead)(\\..*)?")) {
                    found.add(type.getName() + " names " + named.getName());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void typesForUsers_nameNoServiceInterface() {
        SetMultimap<String, String> found = TreeMultimap.create();
        for (JavaClass type : exportedTypes(List.of(House.descriptor("api"), House.descriptor("lab")))) {
            if (!isOfSpi(type)) {
                namedBy(type).stream()
                        .filter(ExportedTypesTest::isOfSpi)
                        .forEach(named -> found.put(topLevel(type).getName(), named.getName()));
            }
        }
        assertThat(found.keySet()).as("%s", found).containsExactlyInAnyOrderElementsOf(MAY_NAME_THE_SPI);
    }

    private static boolean isOfSpi(JavaClass type) {
        return type.getPackageName().matches("io\\.talkinghead\\.spi(\\..*)?");
    }

    /** Returns the public types, nested ones too, of the exported packages. */
    static ImmutableList<JavaClass> exportedTypes(Collection<Descriptor> modules) {
        ImmutableSet<String> packages =
                modules.stream().flatMap(module -> module.exported().stream()).collect(ImmutableSet.toImmutableSet());
        return House.CLASSES.stream()
                .filter(type -> packages.contains(type.getPackageName()))
                .filter(ExportedTypesTest::isVisible)
                .collect(ImmutableList.toImmutableList());
    }

    private static boolean isVisible(JavaClass type) {
        boolean self = isShown(type.getModifiers()) && !type.isAnonymousClass() && !type.isLocalClass();
        return self
                && type.getEnclosingClass().map(ExportedTypesTest::isVisible).orElse(true);
    }

    private static boolean isShown(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ExportedTypesTest::topLevel).orElse(type);
    }

    /** Returns the types in the signatures that users of a type see. */
    private static ImmutableSortedSet<JavaClass> namedBy(JavaClass type) {
        Stream<JavaType> above = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> members = type.getMembers().stream()
                .filter(member -> isShown(member.getModifiers()))
                .filter(member -> !member.getModifiers().contains(JavaModifier.SYNTHETIC))
                .flatMap(ExportedTypesTest::signature);
        return Stream.concat(above, members)
                .flatMap(each -> each.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .collect(ImmutableSortedSet.toImmutableSortedSet(
                        (a, b) -> a.getName().compareTo(b.getName())));
    }

    private static Stream<JavaType> signature(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        Stream<JavaType> types = Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
        return Stream.concat(types, unit.getExceptionTypes().stream());
    }
}
