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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Finds videos and folders of pictures below a folder. The first folder on the way to them is the person, the rest is the clip;
 * what lies in the top folder itself is a person each. Names that begin with a dot are left out.
 *
 * <p><b>Threading:</b> any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SourceTree {
    private static final Set<String> VIDEOS =
            Set.of("mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "ts", "wmv", "flv", "gif");
    /** VoxCeleb2 has three levels; a loop of links has no end. */
    private static final int MAX_DEPTH = 8;

    private static final int MAX_NAME = 150;
    private static final int HASH_DIGITS = 8;

    private final String top;
    private final SourceFolders folders;
    private final List<SourceClip> found = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    private SourceTree(String top, SourceFolders folders) {
        this.top = top;
        this.folders = folders;
    }

    /**
     * Lists the sources, folder by folder in the order of their names.
     *
     * @param top the name of the top folder, after which pictures that lie in it are called
     */
    public static List<SourceClip> find(String top, SourceFolders folders) {
        SourceTree tree = new SourceTree(top, folders);
        tree.look(List.of());
        return tree.found;
    }

    /**
     * Lists the sources of a folder on this machine.
     *
     * @param except a folder that is not looked into
     */
    static List<SourceClip> find(Path root, Path except) {
        if (!Files.isDirectory(root)) {
            throw new TalkingHeadException(
                    ErrorCode.VIDEO_UNREADABLE, "there is no folder " + root + "; give one with videos or pictures");
        }
        Path absolute = root.toAbsolutePath().normalize();
        Path left = except.toAbsolutePath().normalize();
        return find(Objects.toString(absolute.getFileName(), "root"), folder -> {
            Path path = absolute.resolve(folder);
            return path.equals(left)
                    ? List.of()
                    : list(path).stream()
                            .map(file ->
                                    new SourceFolders.Entry(file.getFileName().toString(), Files.isDirectory(file)))
                            .toList();
        });
    }

    private void look(List<String> way) {
        if (way.size() > MAX_DEPTH) {
            return;
        }
        boolean pictures = false;
        List<SourceFolders.Entry> entries = folders.list(String.join("/", way)).stream()
                .filter(entry -> !entry.name().startsWith("."))
                .sorted(Comparator.comparing(SourceFolders.Entry::name))
                .toList();
        for (SourceFolders.Entry entry : entries) {
            List<String> path = append(way, entry.name());
            if (entry.folder()) {
                look(path);
            } else if (VIDEOS.contains(extension(entry.name()))) {
                add(append(way, stem(entry.name())), String.join("/", path), true);
            } else {
                pictures |= ImageFiles.isPicture(Path.of(entry.name()));
            }
        }
        if (pictures) {
            add(way.isEmpty() ? List.of(top) : way, String.join("/", way), false);
        }
    }

    private void add(List<String> way, String key, boolean video) {
        String identity = plain(way.get(0));
        String name = plain(way.size() == 1 ? way.get(0) : String.join("_", way.subList(1, way.size())));
        if (!taken.add(identity + "/" + name)) {
            name = marked(name, key);
            taken.add(identity + "/" + name);
        }
        found.add(new SourceClip(identity, name, key.isEmpty() ? "." : key, video));
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
            return files.sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
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
