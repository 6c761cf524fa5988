package io.talkinghead.verification;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java code that readers are shown: in pages, and in the Javadoc of exported packages. */
final class Snippets {
    private static final Pattern IN_PAGE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_JAVADOC = Pattern.compile("<pre>\\{@code\\n(.*?)\\}</pre>", Pattern.DOTALL);
    private static final Pattern DECLARATION = Pattern.compile(
            "(?:@\\w+(?:\\(.*?\\))?\\s+)*(?:(?:public|private|static|final|sealed|abstract)\\s+)*"
                    + "(?:(?:class|interface|enum|record)\\s.*|[\\w<>\\[\\], ?]+\\s\\w+\\([^;=]*\\)\\s*\\{.*)",
            Pattern.DOTALL);

    private Snippets() {}

    /**
     * A piece of code.
     *
     * @param source where it stands
     * @param code as it is shown
     */
    record Snippet(String source, String code) {
        /** Tells whether it is a module's descriptor. */
        boolean isDescriptor() {
            return code.startsWith("module ");
        }

        /** Returns a class that holds it, as statements or as members, next to what readers are expected to have. */
        String asClass(String name, List<String> packages) {
            String body =
                    DECLARATION.matcher(code).matches() ? code : "void snippet() throws Exception {\n" + code + "\n}\n";
            StringBuilder text = new StringBuilder("package app;\n");
            packages.forEach(each -> text.append("import ").append(each).append(".*;\n"));
            return text.append("abstract class ")
                    .append(name)
                    .append(" {\n")
                    .append(EXPECTED)
                    .append(body)
                    .append("}\n")
                    .toString();
        }
    }

    /** What the code around a snippet is taken to have declared. */
    private static final String EXPECTED = """
            Path annasPhoto, bertsPhoto, annasVideo, bertsVideo;
            java.awt.image.BufferedImage bufferedImage;
            InputStream stream;
            byte[] rgb;
            float[] x, y;
            List<Photo> photos;
            TalkingHead head;
            Driver driver;
            TuningListener listener;
            abstract void show(Object first, Object... more);
            @interface Configuration {}
            @interface Bean { String destroyMethod() default ""; }
            """;

    /** Returns those of a page. */
    static ImmutableList<Snippet> ofPage(Path page) {
        return found(page, House.read(page), IN_PAGE);
    }

    /** Returns those of README and of the pages right in a folder. */
    static ImmutableList<Snippet> ofPages(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(file -> ofPage(file).stream())
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns those in the Javadoc of a module's exported packages. */
    static ImmutableList<Snippet> ofJavadoc(String module) {
        Path sources = House.ROOT.resolve(module).resolve("src/main/java");
        List<Snippet> all = new ArrayList<>();
        for (String name : House.descriptor(module).exported()) {
            Path folder = sources.resolve(name.replace('.', '/'));
            for (Path file : House.sourcesUnder(folder)) {
                if (folder.equals(file.getParent())) {
                    all.addAll(found(file, House.read(file).replaceAll("(?m)^\\s*\\* ?", ""), IN_JAVADOC));
                }
            }
        }
        return ImmutableList.copyOf(all);
    }

    private static ImmutableList<Snippet> found(Path file, String text, Pattern pattern) {
        ImmutableList.Builder<Snippet> found = ImmutableList.builder();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            long line = text.substring(0, matcher.start(1)).lines().count() + 1;
            found.add(new Snippet(file + ":" + line, matcher.group(1)));
        }
        return found.build();
    }
}
