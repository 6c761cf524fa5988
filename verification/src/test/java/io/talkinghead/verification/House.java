package io.talkinghead.verification;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All modules as the rules see them: compiled classes and module descriptors. */
final class House {
    static final Path ROOT = Path.of("..");

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("test-classes") && !location.contains("-tests.jar"))
            // Users' code.
            .withImportOption(location -> !location.contains("io/talkinghead/examples"))
            .importPackages("io.talkinghead");

    private static final Pattern EXPORTS = Pattern.compile("exports\\s+([\\w.]+)(\\s+to\\s+[^;]+)?;");

    private House() {}

    /**
     * A module's descriptor.
     *
     * @param folder the module's folder
     * @param exported packages exported to everybody
     * @param qualified packages exported to named modules
     */
    record Descriptor(Path folder, ImmutableSortedSet<String> exported, ImmutableSortedSet<String> qualified) {}

    /** Returns the descriptor of a module that has one. */
    static Descriptor descriptor(String folder) {
        return descriptor(ROOT.resolve(folder).resolve("src/main/java/module-info.java"));
    }

    /** Returns the descriptors of all modules. */
    static ImmutableList<Descriptor> descriptors() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.map(folder -> folder.resolve("src/main/java/module-info.java"))
                    .filter(Files::exists)
                    .sorted()
                    .map(House::descriptor)
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the packages of the main sources of a module. */
    static ImmutableSortedSet<String> packagesOf(String folder) {
        Path sources = ROOT.resolve(folder).resolve("src/main/java");
        return sourcesUnder(sources).stream()
                .map(file -> sources.relativize(file).getParent())
                .filter(parent -> parent != null)
                .map(parent -> parent.toString().replace('/', '.').replace('\\', '.'))
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    }

    /** Returns the Java files under a folder, sorted. */
    static ImmutableList<Path> sourcesUnder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Descriptor descriptor(Path file) {
        ImmutableSortedSet.Builder<String> exported = ImmutableSortedSet.naturalOrder();
        ImmutableSortedSet.Builder<String> qualified = ImmutableSortedSet.naturalOrder();
        Matcher matcher = EXPORTS.matcher(read(file));
        while (matcher.find()) {
            List<ImmutableSortedSet.Builder<String>> kinds = List.of(exported, qualified);
            kinds.get(matcher.group(2) == null ? 0 : 1).add(matcher.group(1));
        }
        Path folder = file.resolve("../../../..").normalize();
        return new Descriptor(folder, exported.build(), qualified.build());
    }
}
