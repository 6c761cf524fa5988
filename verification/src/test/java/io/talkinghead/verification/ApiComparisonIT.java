package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.verification.ApiBaseline.Compared;
import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.config.Options;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The built API against that of the last release: what breaks callers is told in the change log. */
class ApiComparisonIT {
    private static final Path CHANGES = House.ROOT.resolve("CHANGELOG.md");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void api_comparedWithTheLastRelease_breaksNothingUntold(Compared module) throws Exception {
        Path built = folder.resolve("built.jar");
        module.write(built);
        List<String> broken = broken(module.file(), built);
        if (!broken.isEmpty()) {
            assertThat(unreleased(House.read(CHANGES)))
                    .as(
                            "the API of %s broke: %s. Either mend it, or say what users have to change, in a line of"
                                    + " CHANGELOG.md's unreleased part that begins with \"Breaking:\"",
                            module.folder(), broken)
                    .anyMatch(line -> line.matches("(- )?Breaking: .+"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void baseline_isThereAndSmall(Compared module) throws Exception {
        assertThat(module.file()).isNotEmptyFile();
        assertThat(Files.size(module.file())).isLessThan(300_000);
    }

    @Test
    void comparison_smallerApi_isNoticed() throws Exception {
        Path built = folder.resolve("built.jar");
        Compared.LAB.write(built);
        Path empty = folder.resolve("empty.jar");
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(empty))) {
            zip.finish();
        }
        assertThat(broken(built, built)).isEmpty();
        assertThat(broken(empty, built)).isEmpty();
        assertThat(broken(built, empty)).anyMatch(line -> line.contains("CLASS_REMOVED"));
    }

    @Test
    void unreleased_partOfTheChangeLog_endsAtTheNextRelease() {
        String text = "# Changelog\n\n## 0.2.0 (unreleased)\n\n- Breaking: a\n\n## 0.1.0\n\n- Breaking: b\n";
        assertThat(unreleased(text)).contains("- Breaking: a").doesNotContain("- Breaking: b");
        assertThat(unreleased("## 0.1.0\n\n- Breaking: b\n")).isEmpty();
    }

    private static List<String> broken(Path before, Path now) {
        Options options = Options.newDefault();
        options.setIgnoreMissingClasses(true);
        JarArchiveComparator comparator = new JarArchiveComparator(JarArchiveComparatorOptions.of(options));
        List<JApiClass> types = comparator.compare(archive(before), archive(now));
        List<String> broken = new ArrayList<>();
        for (JApiClass type : types) {
            Stream.of(
                            Stream.of(type),
                            type.getMethods().stream(),
                            type.getConstructors().stream(),
                            type.getFields().stream(),
                            type.getInterfaces().stream(),
                            Stream.of(type.getSuperclass()))
                    .flatMap(parts -> parts)
                    .forEach(part -> changes(part)
                            .forEach(change -> broken.add(type.getFullyQualifiedName() + ": " + part + " " + change)));
        }
        return broken;
    }

    private static Stream<String> changes(JApiCompatibility part) {
        return part.getCompatibilityChanges().stream()
                .filter(change -> !change.isBinaryCompatible() || !change.isSourceCompatible())
                .map(JApiCompatibilityChange::toString);
    }

    private static JApiCmpArchive archive(Path file) {
        return new JApiCmpArchive(file.toFile(), "0");
    }

    private static List<String> unreleased(String text) {
        return text.lines()
                .dropWhile(line -> !line.matches("## .*unreleased.*"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
    }
}
