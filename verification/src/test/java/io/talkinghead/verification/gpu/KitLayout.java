package io.talkinghead.verification.gpu;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where classes are loaded from. */
@FunctionalInterface
interface KitLayout {
    /** Returns the class path of a check that needs these engines. */
    String classPath(List<String> engines);

    /** The unpacked kit: tests' classes in folders below {@code classes}, jars in {@code lib} and, of engines, below {@code engines}. */
    static KitLayout of(Path kit) {
        Path root = kit.toAbsolutePath().normalize();
        return engines -> {
            List<String> parts = new ArrayList<>();
            for (String module : List.of("verification", "backend-tensorrt", "backend-djl")) {
                parts.add(root.resolve("classes").resolve(module).toString());
            }
            parts.add(root.resolve("lib") + "/*");
            engines.forEach(engine -> parts.add(root.resolve("engines").resolve(engine) + "/*"));
            return String.join(File.pathSeparator, parts);
        };
    }
}
