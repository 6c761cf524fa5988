package io.talkinghead.spark;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a dataset on a file system of Hadoop. Clips are copied in under hidden names, the same as a program on one machine uses,
 * and renamed when they are complete.
 *
 * <p><b>Threading:</b> one thread.
 */
final class HadoopDataset {
    private final FileSystem system;
    private final Path folder;

    /** Opens one, which need not be there. */
    HadoopDataset(Configuration hadoop, String folder) {
        this.folder = new Path(folder);
        try {
            system = JobFolder.plain(this.folder.getFileSystem(hadoop));
        } catch (IOException e) {
            throw notWritable(this.folder, e);
        }
    }

    /**
     * Copies a file of the dataset to one on this machine.
     *
     * @return whether it is there
     */
    boolean copyIn(String file, java.nio.file.Path local) {
        Path from = new Path(folder, file);
        try {
            if (!system.exists(from)) {
                return false;
            }
            JobFolder.copy(system, from, Files.createDirectories(local).resolve(file));
            return true;
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.DATASET_INVALID, "cannot read " + from + ": " + e, e);
        }
    }

    /** Returns the names of the persons, sorted; some may have no clip. */
    List<String> persons() {
        return folders(folder);
    }

    /** Returns the names of a person's clips, sorted. */
    List<String> clips(String person) {
        return folders(new Path(folder, person));
    }

    private List<String> folders(Path above) {
        List<String> names = new ArrayList<>();
        try {
            if (system.exists(above)) {
                for (FileStatus file : system.listStatus(above)) {
                    String name = file.getPath().getName();
                    if (file.isDirectory() && !name.startsWith(".")) {
                        names.add(name);
                    }
                }
            }
        } catch (IOException e) {
            throw notWritable(above, e);
        }
        names.sort(null);
        return names;
    }

    /** Puts a complete clip of this machine in its place. */
    void put(java.nio.file.Path local, String person, String clip) {
        Path target = new Path(new Path(folder, person), clip);
        Path temporary = new Path(target.getParent(), JobFolder.unfinished(clip));
        try {
            try {
                system.mkdirs(target.getParent());
                system.copyFromLocalFile(false, true, new Path(local.toUri()), temporary);
                // Made by an attempt that was lost after it: the same.
                system.delete(target, true);
                if (!system.rename(temporary, target)) {
                    throw new IOException("it cannot be given its name");
                }
                // HDFS moves it into what another attempt has put there meanwhile, which is the same.
                system.delete(new Path(target, temporary.getName()), true);
            } finally {
                system.delete(temporary, true);
            }
        } catch (IOException e) {
            throw notWritable(target, e);
        }
    }

    /** Takes away what lost attempts have left of a person's clips; nobody may be at work on them. */
    void removeUnfinished(String person) {
        Path above = new Path(folder, person);
        try {
            for (FileStatus left : system.listStatus(above, path -> isUnfinished(path.getName()))) {
                system.delete(left.getPath(), true);
            }
        } catch (IOException e) {
            throw notWritable(above, e);
        }
    }

    private static boolean isUnfinished(String name) {
        return name.startsWith(".") && name.endsWith(JobFolder.UNFINISHED);
    }

    /** Copies clips to a dataset on this machine: their descriptions, and of pictures the names alone. */
    void copyDescriptions(String person, List<String> clips, java.nio.file.Path local) {
        for (String clip : clips) {
            copy(person, clip, local, false);
        }
    }

    /** Copies a clip to a dataset on this machine. */
    void copyClip(String person, String clip, java.nio.file.Path local) {
        copy(person, clip, local, true);
    }

    private void copy(String person, String clip, java.nio.file.Path local, boolean pictures) {
        Path from = new Path(new Path(folder, person), clip);
        try {
            java.nio.file.Path to =
                    Files.createDirectories(local.resolve(person).resolve(clip));
            for (FileStatus file : system.listStatus(from)) {
                java.nio.file.Path copied = to.resolve(file.getPath().getName());
                if (pictures || copied.toString().endsWith(".json")) {
                    JobFolder.copy(system, file.getPath(), copied);
                } else {
                    Files.createFile(copied);
                }
            }
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.DATASET_INVALID, "cannot read the clip " + from + ": " + e, e);
        }
    }

    private static TalkingHeadException notWritable(Path path, IOException cause) {
        return new TalkingHeadException(ErrorCode.OUTPUT_NOT_WRITABLE, "cannot write " + path + ": " + cause, cause);
    }
}
