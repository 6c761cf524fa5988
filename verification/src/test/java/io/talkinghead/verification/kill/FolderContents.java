package io.talkinghead.verification.kill;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lies in a folder and the folders below.
 *
 * @param files hashes by name, with the folder's name before
 */
record FolderContents(Map<String, HashCode> files) {
    private static final String LOCK = ".lock";

    /** Looks through a folder; one that is missing is empty. Locks do not count. */
    static FolderContents of(Path folder) throws IOException {
        Map<String, HashCode> contents = new TreeMap<>();
        if (!Files.exists(folder)) {
            return new FolderContents(contents);
        }
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> files = found.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(LOCK))
                    .toList();
            for (Path file : files) {
                HashCode hash = MoreFiles.asByteSource(file).hash(Hashing.sha256());
                contents.put(folder.relativize(file).toString().replace('\\', '/'), hash);
            }
        }
        return new FolderContents(contents);
    }

    /** Returns the part that is not hidden, nor in a hidden folder. */
    FolderContents visible() {
        return filtered(name -> !isHidden(name));
    }

    /** Returns the part in a folder, with its name before. */
    FolderContents below(String folder) {
        return filtered(name -> name.startsWith(folder + "/"));
    }

    /** Returns how many files are hidden. */
    int hidden() {
        return filtered(FolderContents::isHidden).files.size();
    }

    private FolderContents filtered(Predicate<String> kept) {
        return new FolderContents(files.entrySet().stream()
                .filter(file -> kept.test(file.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new)));
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.contains("/.");
    }
}
