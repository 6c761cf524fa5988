package io.talkinghead.internal.file;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A folder that came from somebody else: what lies in it may be a link, but not one that leads out of it.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class InsideFolder {
    private final Path folder;
    private final ErrorCode code;

    private InsideFolder(Path folder, ErrorCode code) {
        this.folder = folder;
        this.code = code;
    }

    /**
     * Names a folder, which may be reached by a link itself.
     *
     * @param code of the exception for what leads out of it
     */
    public static InsideFolder of(Path folder, ErrorCode code) {
        return new InsideFolder(folder, code);
    }

    /**
     * Refuses what leads out of the folder, by whatever link on the way to it.
     *
     * @param path that exists
     */
    public void check(Path path) {
        try {
            Path real = path.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw new TalkingHeadException(
                        code,
                        path + " is a link that leads to " + real + ", out of " + folder
                                + "; put the files themselves there, if they are to be used");
            }
        } catch (IOException e) {
            throw new TalkingHeadException(code, "cannot follow " + path + ": " + e, e);
        }
    }
}
