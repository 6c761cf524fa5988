package io.talkinghead.verification;

import io.talkinghead.TalkingHead;
import io.talkinghead.lab.training.TrainerProvider;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javassist.bytecode.AccessFlag;
import javassist.bytecode.AttributeInfo;
import javassist.bytecode.ClassFile;
import javassist.bytecode.FieldInfo;
import javassist.bytecode.InnerClassesAttribute;
import javassist.bytecode.MethodInfo;

/**
 * What the API was at the last release, as jars to compare with: the exported types without the bodies of their methods and
 * without what users do not see. {@code mvn -B -q -Papi-baseline verify} writes them anew.
 */
final class ApiBaseline {
    static final Path FOLDER = Path.of("baseline");

    private static final Set<String> KEPT = Set.of(
            "Signature",
            "Exceptions",
            "InnerClasses",
            "EnclosingMethod",
            "NestHost",
            "ConstantValue",
            "Record",
            "PermittedSubclasses");

    private ApiBaseline() {}

    /** A module whose API is compared, named like its folder. */
    enum Compared {
        API(TalkingHead.class),
        LAB(TrainerProvider.class);

        private final Class<?> type;

        Compared(Class<?> type) {
            this.type = type;
        }

        Path file() {
            return FOLDER.resolve(folder() + ".jar");
        }

        String folder() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Writes the built module's API. */
        void write(Path file) throws IOException {
            Path built = location();
            if (Files.isDirectory(built)) {
                pack(built, file);
                return;
            }
            try (FileSystem jar = FileSystems.newFileSystem(built)) {
                pack(jar.getPath("/"), file);
            }
        }

        private Path location() {
            try {
                return Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }

        private void pack(Path root, Path file) throws IOException {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                for (String name : House.descriptor(folder()).exported()) {
                    for (Path source : classesIn(root.resolve(name.replace('.', '/')))) {
                        add(zip, root.relativize(source).toString(), Files.readAllBytes(source));
                    }
                }
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(FOLDER);
        for (Compared module : Compared.values()) {
            module.write(module.file());
        }
    }

    private static List<Path> classesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("package-info.class"))
                    .sorted()
                    .toList();
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ClassFile type = new ClassFile(new DataInputStream(new ByteArrayInputStream(bytes)));
        if (!isShown(flags(type))) {
            return;
        }
        strip(type);
        ZipEntry entry = new ZipEntry(name.replace('\\', '/'));
        // One time for all, so that equal signatures give equal files.
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        zip.putNextEntry(entry);
        DataOutputStream out = new DataOutputStream(zip);
        type.write(out);
        out.flush();
        zip.closeEntry();
    }

    /** Returns how a type may be used: a nested one says so in another place than others. */
    private static int flags(ClassFile type) {
        AttributeInfo attribute = type.getAttribute("InnerClasses");
        if (attribute instanceof InnerClassesAttribute nested) {
            for (int i = 0; i < nested.tableLength(); i++) {
                if (type.getName().equals(nested.innerClass(i))) {
                    return nested.outerClass(i) == null ? 0 : nested.accessFlags(i);
                }
            }
        }
        return type.getAccessFlags();
    }

    private static boolean isShown(int flags) {
        return (flags & (AccessFlag.PUBLIC | AccessFlag.PROTECTED)) != 0 && (flags & AccessFlag.SYNTHETIC) == 0;
    }

    private static void strip(ClassFile type) {
        type.getMethods().removeIf(method -> !isShown(method.getAccessFlags()) && !method.isStaticInitializer());
        type.getMethods().removeIf(MethodInfo::isStaticInitializer);
        type.getFields().removeIf(field -> !isShown(field.getAccessFlags()));
        type.getAttributes().removeIf(attribute -> !KEPT.contains(attribute.getName()));
        for (MethodInfo method : type.getMethods()) {
            method.getAttributes().removeIf(attribute -> !KEPT.contains(attribute.getName()));
        }
        for (FieldInfo field : type.getFields()) {
            field.getAttributes().removeIf(attribute -> !KEPT.contains(attribute.getName()));
        }
        type.compact();
    }
}
