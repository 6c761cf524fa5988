package io.talkinghead.lab.dataset;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.FolderLock;
import io.talkinghead.internal.file.InsideFolder;
import io.talkinghead.internal.file.UnfinishedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Adds clips to a dataset, new or begun before. It holds a lock, so that one program at a time writes; a lock ends with its
 * program, however that ends.
 *
 * <p><b>Threading:</b> any number of threads, each with clips of its own.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DatasetWriter implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}");

    private final Path folder;
    private final int resolution;
    private final FolderLock lock;

    private DatasetWriter(Path folder, int resolution, FolderLock lock) {
        this.folder = folder;
        this.resolution = resolution;
        this.lock = lock;
    }

    /**
     * Opens a dataset to add to, or starts one; removes what a killed program left unfinished.
     *
     * @param resolution side of every picture in pixels, 16 to 4096
     * @throws IllegalArgumentException when the resolution is out of range
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} when the folder holds a dataset of another resolution or
     *     version, or a person's folder is a link that leads out of it, {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be written or another program is writing to it
     */
    public static DatasetWriter open(Path folder, int resolution) {
        checkArgument(
                resolution >= DatasetDescription.MIN_RESOLUTION && resolution <= DatasetDescription.MAX_RESOLUTION,
                "the resolution must be %s to %s, not %s",
                DatasetDescription.MIN_RESOLUTION,
                DatasetDescription.MAX_RESOLUTION,
                resolution);
        try {
            Files.createDirectories(folder);
            FolderLock lock = FolderLock.open(folder);
            try {
                describe(folder, resolution);
                removeUnfinished(folder);
                return new DatasetWriter(folder, resolution, lock);
            } catch (RuntimeException | IOException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw ClipWriter.notWritable(folder, e);
        }
    }

    private static void describe(Path folder, int resolution) {
        if (!Files.exists(folder.resolve(DatasetDescription.FILE))) {
            new DatasetDescription(resolution).write(folder);
            return;
        }
        int found = DatasetDescription.read(folder).resolution();
        if (found != resolution) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID,
                    "the dataset " + folder + " has the resolution " + found + ", not " + resolution
                            + "; use that one, or another folder");
        }
    }

    private static void removeUnfinished(Path folder) throws IOException {
        UnfinishedFile.removeAbandoned(folder);
        InsideFolder inside = InsideFolder.of(folder, ErrorCode.DATASET_INVALID);
        for (Path identity : Dataset.subfolders(folder)) {
            // Nothing is removed, and later nothing written, behind a link.
            inside.check(identity);
            try (var clips = Files.newDirectoryStream(identity, ".*" + ClipWriter.UNFINISHED)) {
                for (Path clip : clips) {
                    if (clip.getFileName().toString().endsWith(ClipWriter.OLD)) {
                        // Killed between the two renames, the old clip is the only one.
                        ClipWriter.putBack(clip);
                    }
                    ClipWriter.deleteIfExists(clip);
                }
            }
        }
    }

    /** Returns the side of every picture in pixels. */
    public int resolution() {
        return resolution;
    }

    /** Tells whether a clip is there, complete. */
    public boolean has(String identity, String clip) {
        return Files.isDirectory(target(identity, clip));
    }

    /**
     * Starts a clip.
     *
     * @param identity the name of the person shown: letters, digits, {@code _}, {@code .} and {@code -}, at most 200
     * @param clip the clip's name, likewise
     * @param source what it is made from, in words
     * @throws IllegalArgumentException when a name has other characters or begins with a dot or a dash
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the folder cannot be made,
     *     {@link ErrorCode#DATASET_INVALID} when the person's folder is a link that leads out of the dataset
     */
    public ClipWriter begin(String identity, String clip, String source) {
        Path target = target(identity, clip);
        Path ofPerson = folder.resolve(identity);
        if (Files.exists(ofPerson)) {
            InsideFolder.of(folder, ErrorCode.DATASET_INVALID).check(ofPerson);
        }
        try {
            return new ClipWriter(resolution, target, source);
        } catch (IOException e) {
            throw ClipWriter.notWritable(target, e);
        }
    }

    private Path target(String identity, String clip) {
        checkArgument(NAME.matcher(identity).matches(), "'%s' cannot be an identity's name", identity);
        checkArgument(NAME.matcher(clip).matches(), "'%s' cannot be a clip's name", clip);
        return folder.resolve(identity).resolve(clip);
    }

    @Override
    public void close() {
        lock.close();
    }
}
