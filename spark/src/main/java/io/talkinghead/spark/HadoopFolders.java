package io.talkinghead.spark;

import com.google.common.base.Splitter;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.lab.dataset.SourceFolders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folders of sources on a file system of Hadoop.
 *
 * <p><b>Threading:</b> one thread.
 */
final class HadoopFolders implements SourceFolders {
    private final FileSystem system;
    private final Path top;
    private final Path except;

    /**
     * Opens them.
     *
     * @param except a folder that is not looked into
     * @throws TalkingHeadException {@link ErrorCode#VIDEO_UNREADABLE} when there is no such folder
     */
    HadoopFolders(Configuration hadoop, String top, String except) {
        try {
            Path path = new Path(top);
            system = path.getFileSystem(hadoop);
            this.top = system.makeQualified(path);
            Path left = new Path(except);
            this.except = left.getFileSystem(hadoop).makeQualified(left);
            if (!system.getFileStatus(path).isDirectory()) {
                throw new IOException("it is no folder");
            }
        } catch (IOException e) {
            throw unreadable(top, e);
        }
    }

    /** Returns the name of the top folder. */
    String name() {
        return top.getName();
    }

    @Override
    public List<Entry> list(String folder) {
        Path path = path(top, folder);
        if (path.equals(except)) {
            return List.of();
        }
        try {
            List<Entry> entries = new ArrayList<>();
            for (FileStatus file : system.listStatus(path)) {
                entries.add(new Entry(file.getPath().getName(), file.isDirectory()));
            }
            return entries;
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    /** Returns what lies below a folder; the top one has an empty key, or a dot. */
    static Path path(Path top, String key) {
        Path path = top;
        for (String name : Splitter.on('/').omitEmptyStrings().split(key)) {
            // Names, which may have a colon, are no paths.
            path = name.equals(".") ? path : new Path(path, "./" + name);
        }
        return path;
    }

    private static TalkingHeadException unreadable(String folder, IOException cause) {
        return new TalkingHeadException(
                ErrorCode.VIDEO_UNREADABLE, "cannot read the folder " + folder + ": " + cause, cause);
    }
}
