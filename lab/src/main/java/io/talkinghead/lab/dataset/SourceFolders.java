package io.talkinghead.lab.dataset;

import io.talkinghead.error.TalkingHeadException;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The folders in which sources are looked for, on this machine or any other file system.
 *
 * <p><b>Threading:</b> one thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface SourceFolders {
    /**
     * Lists what lies in a folder, in any order.
     *
     * @param folder its path from the top one: names with {@code /} between them, empty for the top folder itself
     * @throws TalkingHeadException when it cannot be read
     */
    List<Entry> list(String folder);

    /**
     * What lies in a folder.
     *
     * @param name without those of the folders above it
     * @param folder whether it is one
     */
    record Entry(String name, boolean folder) {}
}
