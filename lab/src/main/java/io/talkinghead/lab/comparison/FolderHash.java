package io.talkinghead.lab.comparison;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A hash of the files in a folder, by their names and what they hold. */
final class FolderHash {
    private FolderHash() {}

    /**
     * Reads all files, at any depth.
     *
     * @return sha256 in lower-case hex
     * @throws TalkingHeadException {@link ErrorCode#MODEL_INVALID} when there is no such folder, or nothing in it
     */
    static String of(Path folder) {
        Hasher hasher = Hashing.sha256().newHasher();
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> files = tree.filter(Files::isRegularFile).sorted().toList();
            if (files.isEmpty()) {
                throw invalid(folder, "there is nothing in it", null);
            }
            for (Path file : files) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                hasher.putInt(name.length())
                        .putString(name, StandardCharsets.UTF_8)
                        .putBytes(MoreFiles.asByteSource(file)
                                .hash(Hashing.sha256())
                                .asBytes());
            }
            return hasher.hash().toString();
        } catch (IOException e) {
            throw invalid(folder, "it cannot be read: " + e, e);
        }
    }

    private static TalkingHeadException invalid(Path folder, String why, @Nullable IOException cause) {
        return new TalkingHeadException(
                ErrorCode.MODEL_INVALID, "no trained method in " + folder + ": " + why + "; train it first", cause);
    }
}
