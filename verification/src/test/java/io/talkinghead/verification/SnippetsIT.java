package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.talkinghead.verification.Snippets.Snippet;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code that readers are shown compiles, in a module that requires what users require and nothing else. */
class SnippetsIT {
    private static final ImmutableList<String> OF_THE_JDK = ImmutableList.of(
            "java.io", "java.nio.file", "java.time", "java.util", "java.util.function", "java.util.stream");

    @TempDir
    private Path folder;

    @Test
    void snippetsForUsers_inAModuleOfTheirOwn_compile() throws Exception {
        List<Snippet> snippets = new ArrayList<>(Snippets.ofPage(House.ROOT.resolve("README.md")));
        snippets.addAll(Snippets.ofPages(House.ROOT.resolve("docs")));
        snippets.addAll(Snippets.ofJavadoc("api"));
        assertThat(snippets).hasSizeGreaterThan(10);
        assertCompile("requires io.talkinghead; requires io.talkinghead.models;", snippets, List.of("api"));
    }

    @Test
    void snippetsOfTheLaboratory_inAModuleOfTheirOwn_compile() throws Exception {
        List<Snippet> snippets = new ArrayList<>(Snippets.ofPages(House.ROOT.resolve("docs/lab")));
        snippets.addAll(Snippets.ofJavadoc("lab"));
        assertThat(snippets).isNotEmpty();
        assertCompile("requires io.talkinghead.lab;", snippets, List.of("api", "lab"));
    }

    private void assertCompile(String requires, List<Snippet> snippets, List<String> modules) throws Exception {
        List<String> packages = new ArrayList<>(OF_THE_JDK);
        modules.forEach(module -> packages.addAll(House.descriptor(module).exported()));
        Path sources = Files.createDirectories(folder.resolve("app"));
        Files.writeString(folder.resolve("module-info.java"), "module app {" + requires + "}");
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-p", ModulePath.ofUsers(), "-d"));
        arguments.add(folder.resolve("classes").toString());
        arguments.add(folder.resolve("module-info.java").toString());
        StringBuilder where = new StringBuilder();
        for (int i = 0; i < snippets.size(); i++) {
            Snippet snippet = snippets.get(i);
            if (!snippet.isDescriptor()) {
                String name = "Snippet" + i;
                where.append(name).append(" is ").append(snippet.source()).append('\n');
                Path file = sources.resolve(name + ".java");
                arguments.add(
                        Files.writeString(file, snippet.asClass(name, packages)).toString());
            }
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(String[]::new));
        assertThat(code).as("%s\n%s", where, said).isZero();
    }
}
