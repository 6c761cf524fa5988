package io.talkinghead.internal.file;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The native libraries that an engine loads from one folder.
 *
 * @param label the engine and its version, for the folder's name
 * @param files the libraries
 */
public record NativeBundle(String label, List<NativeFile> files) {
    private static final int HASH_DIGITS = 16;

    /** Copies the list. */
    public NativeBundle {
        files = List.copyOf(files);
    }

    /**
     * Collects the libraries of a folder on the class path that are there.
     *
     * @param label the engine and its version
     * @param beside a type of the artifact that holds them
     * @param folder where, such as {@code /ai/onnxruntime/native/linux-x64/}
     * @param names the names of the files to look for
     * @throws IOException when one is there and cannot be read
     */
    public static NativeBundle find(String label, Class<?> beside, String folder, List<String> names)
            throws IOException {
        List<NativeFile> found = new ArrayList<>();
        for (String name : names) {
            NativeFile.find(beside, folder, name).ifPresent(found::add);
        }
        return new NativeBundle(label, found);
    }

    /** Returns the name of the folder: other libraries have another. */
    public String name() {
        String all = files.stream().map(NativeFile::identity).collect(Collectors.joining("\n"));
        String hash = Hashing.sha256().hashString(all, StandardCharsets.UTF_8).toString();
        return label + "-" + hash.substring(0, HASH_DIGITS);
    }

    /** Tells whether a folder holds them all, undamaged. */
    boolean isIn(Path folder) throws IOException {
        for (NativeFile file : files) {
            if (!file.matches(folder.resolve(file.name()))) {
                return false;
            }
        }
        return true;
    }
}
