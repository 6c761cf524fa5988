package io.talkinghead.lab.dataset;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.collect.ImmutableList;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.InsideFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Cropped faces with landmarks, by identity and clip: what models are trained and evaluated on. Made by {@link Preparation}.
 *
 * <p><b>Files:</b> {@code dataset.json}, and {@code IDENTITY/CLIP/} with {@code clip.json} and the pictures. Everything else in
 * the dataset's folder, and whatever has a name beginning with a dot, is ignored.
 *
 * <p><b>Data:</b> square pictures of {@link #resolution()} pixels a side; 68 landmarks in continuous pixels of the picture
 * (pixel centres at +0.5), depth in the same unit.
 *
 * <p><b>Threading:</b> immutable.
 *
 * <pre>{@code
 * Dataset dataset = Dataset.open(Path.of("faces"));
 * for (DatasetIdentity identity : dataset.split(DatasetSplit.TRAIN, 0.05)) {
 *     for (DatasetClip clip : identity.clips()) {
 *         Frame picture = clip.picture(0);
 *     }
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Dataset {
    private final int resolution;
    private final ImmutableList<DatasetIdentity> identities;

    private Dataset(int resolution, List<DatasetIdentity> identities) {
        this.resolution = resolution;
        this.identities = ImmutableList.copyOf(identities);
    }

    /**
     * Reads all descriptions and landmarks; pictures are only looked for.
     *
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} naming the file that is missing, damaged, of another
     *     version, against the format or a link that leads out of the folder, or when there is no clip at all
     */
    public static Dataset open(Path folder) {
        int resolution = DatasetDescription.read(folder).resolution();
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        List<DatasetIdentity> identities = new ArrayList<>();
        InsideFolder inside = InsideFolder.of(folder, ErrorCode.DATASET_INVALID);
        for (Path identity : subfolders(folder)) {
            inside.check(identity);
            String name = identity.getFileName().toString();
            List<DatasetClip> clips = new ArrayList<>();
            for (Path clip : subfolders(identity)) {
                inside.check(clip);
                Path file = clip.resolve(ClipDescription.FILE);
                if (Files.isSymbolicLink(file)) {
                    inside.check(file);
                }
                ClipDescription description = new ClipReader(factory, file).read();
                checkPictures(clip, description);
                clips.add(new DatasetClip(name, clip, inside, resolution, description));
            }
            if (!clips.isEmpty()) {
                identities.add(new DatasetIdentity(name, clips));
            }
        }
        if (identities.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID, folder + ": it has no clips; fill it with 'talkinghead prepare'");
        }
        return new Dataset(resolution, identities);
    }

    private static void checkPictures(Path clip, ClipDescription description) {
        Set<String> names = new HashSet<>();
        for (Path file : list(clip)) {
            names.add(file.getFileName().toString());
        }
        for (ClipDescription.Entry frame : description.frames()) {
            if (!names.contains(frame.file())) {
                throw new TalkingHeadException(
                        ErrorCode.DATASET_INVALID,
                        "there is no " + clip.resolve(frame.file()) + ", which " + ClipDescription.FILE
                                + " names; remove the clip's folder or prepare it again");
            }
        }
    }

    static List<Path> subfolders(Path folder) {
        return list(folder).stream()
                .filter(path -> !path.getFileName().toString().startsWith("."))
                .filter(Files::isDirectory)
                .sorted()
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.DATASET_INVALID, "cannot read the folder " + folder + ": " + e, e);
        }
    }

    /** Returns the side of every picture in pixels. */
    public int resolution() {
        return resolution;
    }

    /** Returns all identities, sorted by name. */
    public List<DatasetIdentity> identities() {
        return identities;
    }

    /**
     * Returns the identities of one part. An identity's part depends on its name and the fraction alone, so it is the same on
     * every machine; a larger fraction moves identities from training to validation and never back.
     *
     * @param validationFraction about what part of the identities is for validation, 0 to 1
     * @throws IllegalArgumentException when the fraction is out of range
     */
    public List<DatasetIdentity> split(DatasetSplit split, double validationFraction) {
        checkArgument(
                validationFraction >= 0 && validationFraction <= 1,
                "the validation fraction must be 0 to 1, not %s",
                validationFraction);
        return identities.stream()
                .filter(identity -> DatasetSplit.of(identity.name(), validationFraction) == split)
                .collect(ImmutableList.toImmutableList());
    }
}
