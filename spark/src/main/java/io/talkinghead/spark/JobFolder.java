package io.talkinghead.spark;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.spark.SparkFiles;

/**
 * An executor's own folder for one job: inputs are copied into it, and the output out of it.
 *
 * <p><b>Threading:</b> one thread.
 */
final class JobFolder implements AutoCloseable {
    static final String UNFINISHED = ".unfinished";

    private final Configuration hadoop;
    private final Path folder;
    private int files;

    private JobFolder(Configuration hadoop, Path folder) {
        this.hadoop = hadoop;
        this.folder = folder;
    }

    /** Makes one in the executor's folder, which goes with the application. */
    static JobFolder make(Configuration hadoop) throws IOException {
        Path root = Files.createDirectories(Path.of(SparkFiles.getRootDirectory()));
        return new JobFolder(hadoop, Files.createTempDirectory(root, "job"));
    }

    /** Returns where to write a file that will be copied out. */
    Path local(String name) {
        return folder.resolve(files++ + suffix(name));
    }

    /**
     * Copies an input in.
     *
     * @param missing the error when it cannot be read
     */
    Path copyIn(String name, ErrorCode missing) {
        Path local = local(name);
        try {
            org.apache.hadoop.fs.Path source = new org.apache.hadoop.fs.Path(name);
            copy(source.getFileSystem(hadoop), source, local);
            return local;
        } catch (IOException e) {
            throw new TalkingHeadException(missing, "cannot read " + name + ": " + e, e);
        }
    }

    /** Copies the pictures of a folder into one, under their names. */
    Path copyPicturesIn(String name) {
        Path local = folder.resolve("pictures");
        try {
            Files.createDirectory(local);
            org.apache.hadoop.fs.Path source = new org.apache.hadoop.fs.Path(name);
            FileSystem system = source.getFileSystem(hadoop);
            for (FileStatus file : system.listStatus(source)) {
                Path copied = local.resolve(file.getPath().getName());
                if (file.isFile() && ImageFiles.isPicture(copied)) {
                    copy(system, file.getPath(), copied);
                }
            }
            return local;
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.IMAGE_UNREADABLE, "cannot read " + name + ": " + e, e);
        }
    }

    static void copy(FileSystem system, org.apache.hadoop.fs.Path from, Path to) throws IOException {
        try (var in = system.open(from)) {
            Files.copy(in, to);
        }
    }

    /** Copies a complete file out, under a hidden name first, and takes away what lost attempts at it have left. */
    void copyOut(Path local, String name) {
        try {
            org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(name);
            FileSystem system = plain(target.getFileSystem(hadoop));
            org.apache.hadoop.fs.Path parent = target.getParent();
            String hidden = "." + target.getName() + ".";
            String unfinished = unfinished(target.getName());
            org.apache.hadoop.fs.Path temporary = new org.apache.hadoop.fs.Path(parent, unfinished);
            system.mkdirs(parent);
            try {
                system.copyFromLocalFile(false, true, new org.apache.hadoop.fs.Path(local.toUri()), temporary);
                replace(system, temporary, target);
            } finally {
                // The length tells them from those of an output whose name only begins in the same way.
                for (FileStatus left : system.listStatus(
                        parent,
                        path -> path.getName().startsWith(hidden)
                                && path.getName().endsWith(UNFINISHED)
                                && path.getName().length() == unfinished.length())) {
                    system.delete(left.getPath(), false);
                }
            }
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.OUTPUT_NOT_WRITABLE, "cannot write " + name + ": " + e, e);
        }
    }

    /** Returns a new hidden name for what is made to be called so. */
    static String unfinished(String name) {
        return "." + name + "." + UUID.randomUUID() + UNFINISHED;
    }

    private static void replace(
            FileSystem system, org.apache.hadoop.fs.Path temporary, org.apache.hadoop.fs.Path target)
            throws IOException {
        if (system.rename(temporary, target)) {
            return;
        }
        // Most file systems rename to no name that is taken.
        system.delete(target, false);
        if (!system.rename(temporary, target)) {
            throw new IOException("it cannot be given its name");
        }
    }

    /** Without the files of checksums that Hadoop else puts beside those on a local disk. */
    static FileSystem plain(FileSystem system) {
        return system instanceof LocalFileSystem checked ? checked.getRawFileSystem() : system;
    }

    private static String suffix(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        return dot < 0 ? "" : last.substring(dot).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        // Insecure only against someone who swaps folders for links meanwhile; this folder is the executor's own.
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
