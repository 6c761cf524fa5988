package io.talkinghead.lab.dataset;

import com.google.common.hash.Hashing;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.ImageFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds videos and folders of pictures below a folder. The first folder on the way to them is the person, the rest is the clip;
 * what lies in the top folder itself is a person each.
 */
final class SourceTree {
    private static final Set<String> VIDEOS =
            Set.of("mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "ts", "wmv", "flv", "gif");
    /** VoxCeleb2 has three levels; a loop of links has no end. */
    private static final int MAX_DEPTH = 8;

    private static final int MAX_NAME = 150;
    private static final int HASH_DIGITS = 8;

    private final Path root;
    private final Path except;
    private final List<SourceClip> found = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    private SourceTree(Path root, Path except) {
        this.root = root;
        this.except = except.toAbsolutePath().normalize();
    }

    /**
     * Lists the sources, sorted by their path.
     *
     * @param except a folder that is not looked into
     */
    static List<SourceClip> find(Path root, Path except) {
        if (!Files.isDirectory(root)) {
            throw new TalkingHeadException(
                    ErrorCode.VIDEO_UNREADABLE, "there is no folder " + root + "; give one with videos or pictures");
        }
        SourceTree tree = new SourceTree(root, except);
        tree.look(root, List.of());
        return tree.found;
    }

    private void look(Path folder, List<String> way) {
        if (way.size() > MAX_DEPTH || folder.toAbsolutePath().normalize().equals(except)) {
            return;
        }
        boolean pictures = false;
        for (Path path : list(folder)) {
            String name = path.getFileName().toString();
            if (name.startsWith(".")) {
                continue;
            }
            if (Files.isDirectory(path)) {
                look(path, append(way, name));
            } else if (VIDEOS.contains(extension(name))) {
                add(append(way, stem(name)), path, true);
            } else {
                pictures |= ImageFiles.isPicture(path);
            }
        }
        if (pictures) {
            add(
                    way.isEmpty()
                            ? List.of(root.toAbsolutePath()
                                    .normalize()
                                    .getFileName()
                                    .toString())
                            : way,
                    folder,
                    false);
        }
    }

    private void add(List<String> way, Path path, boolean video) {
        String key = root.relativize(path).toString().replace('\\', '/');
        String identity = plain(way.get(0));
        String name = plain(way.size() == 1 ? way.get(0) : String.join("_", way.subList(1, way.size())));
        if (!taken.add(identity + "/" + name)) {
            name = marked(name, key);
            taken.add(identity + "/" + name);
        }
        found.add(new SourceClip(identity, name, key.isEmpty() ? "." : key, path, video));
    }

    /** Lists the pictures of a folder in order. */
    static List<Path> pictures(Path folder) {
        return list(folder).stream()
                .filter(path -> !path.getFileName().toString().startsWith("."))
                .filter(ImageFiles::isPicture)
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.VIDEO_UNREADABLE, "cannot read the folder " + folder + ": " + e, e);
        }
    }

    /** Makes a name fit for a dataset; where that changes it, a mark keeps it apart from others. */
    private static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_.-]", "_").replaceFirst("^[.-]", "_");
        return plain.equals(name) && name.length() <= MAX_NAME ? name : marked(plain, name);
    }

    private static String marked(String name, String of) {
        String hash = Hashing.sha256().hashString(of, StandardCharsets.UTF_8).toString();
        return name.substring(0, Math.min(MAX_NAME, name.length())) + "-" + hash.substring(0, HASH_DIGITS);
    }

    private static List<String> append(List<String> way, String name) {
        return Stream.concat(way.stream(), Stream.of(name)).toList();
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
