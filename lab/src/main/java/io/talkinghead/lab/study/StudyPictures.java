package io.talkinghead.lab.study;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import com.google.common.io.MoreFiles;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Pictures of people, real ones and those that methods made, whoever wrote them: a folder for each, {@code PERSON/PICTURE.png} in it.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StudyPictures {
    /** What every browser shows. */
    private static final Set<String> SUFFIXES = Set.of("png", "jpg", "jpeg", "webp");

    private final ListMultimap<String, Path> real;
    private final Map<String, ListMultimap<String, Path>> made;

    private StudyPictures(ListMultimap<String, Path> real, Map<String, ListMultimap<String, Path>> made) {
        this.real = real;
        this.made = made;
    }

    /**
     * Looks at the folders.
     *
     * @param real of pictures that a camera took
     * @param made by the names of the methods that made them, at least one
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} when a folder cannot be read, or a method has no picture of a person
     *     of whom there are two real ones
     */
    public static StudyPictures of(Path real, Map<String, Path> made) {
        checkArgument(!made.isEmpty(), "a study needs a method");
        ListMultimap<String, Path> taken = persons(real);
        ImmutableMap.Builder<String, ListMultimap<String, Path>> methods = ImmutableMap.builder();
        new TreeMap<>(made).forEach((method, folder) -> {
            ListMultimap<String, Path> pictures = persons(folder);
            if (pictures.keySet().stream().noneMatch(person -> taken.get(person).size() >= 2)) {
                throw new TalkingHeadException(
                        ErrorCode.DATASET_INVALID,
                        folder + " has no person of whom " + real + " has two pictures; both need folders PERSON with"
                                + " PNG, JPEG or WebP files in them, of the same names");
            }
            methods.put(method, pictures);
        });
        return new StudyPictures(taken, methods.buildOrThrow());
    }

    private static ListMultimap<String, Path> persons(Path folder) {
        ImmutableListMultimap.Builder<String, Path> found = ImmutableListMultimap.builder();
        try (Stream<Path> persons = Files.list(folder)) {
            for (Path person : persons.filter(Files::isDirectory).sorted().toList()) {
                found.putAll(String.valueOf(person.getFileName()), pictures(person));
            }
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.DATASET_INVALID, "cannot read the folder " + folder + ": " + e, e);
        }
        return found.build();
    }

    private static List<Path> pictures(Path person) throws IOException {
        try (Stream<Path> files = Files.list(person)) {
            return files.filter(file -> SUFFIXES.contains(suffix(file)))
                    .sorted()
                    .toList();
        }
    }

    /** Returns a file's suffix in small letters. */
    static String suffix(Path file) {
        return MoreFiles.getFileExtension(file).toLowerCase(Locale.ROOT);
    }

    /** Returns the names of the methods. */
    public Set<String> methods() {
        return made.keySet();
    }

    /** Returns the persons of whom a method has pictures, and a camera two. */
    List<String> persons(String method) {
        return made(method).keySet().stream()
                .filter(person -> real.get(person).size() >= 2)
                .toList();
    }

    /** Returns the real pictures of a person. */
    List<Path> real(String person) {
        return real.get(person);
    }

    /** Returns a method's pictures, by person. */
    ListMultimap<String, Path> made(String method) {
        ListMultimap<String, Path> pictures = made.get(method);
        checkArgument(pictures != null, "there is no method %s", method);
        return pictures;
    }

    /**
     * Reads a picture's bytes, as they are: a mark that says that it is made stays in it.
     *
     * @throws TalkingHeadException {@link ErrorCode#IMAGE_UNREADABLE} when it is none
     */
    static byte[] bytes(Path file) {
        ImageFiles.read(file);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.IMAGE_UNREADABLE, "cannot read " + file + ": " + e, e);
        }
    }
}
