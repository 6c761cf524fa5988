package io.talkinghead.internal.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A folder that native libraries may be unpacked into.
 *
 * @param folder the folder; it need not exist
 * @param exposed whether it lies where other users may write, so that nothing in it is trusted unless it is this user's alone
 */
public record NativePlace(Path folder, boolean exposed) {
    private static final String ALONE = "rwx------";
    /** Belongs to the user that this process acts for, where there is such a thing. */
    private static final Path PROCESS = Path.of("/proc/self");

    /**
     * Makes the folder unless it is there.
     *
     * @throws FileSystemException also when others could have put libraries into it
     */
    void make() throws IOException {
        checkTrusted();
        // Before JDK 20 createDirectories refuses a link to a folder.
        if (Files.isDirectory(folder)) {
            return;
        }
        Path own = folder.getParent();
        if (exposed && own != null && own.getParent() != null && !Files.exists(own)) {
            Files.createDirectories(own.getParent());
            if (isPosix(own.getParent())) {
                Files.createDirectory(
                        own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(ALONE)));
            }
        }
        Files.createDirectories(folder);
    }

    /**
     * Refuses what somebody else could have put libraries into: of an exposed place, the folder that the user's name is part of.
     *
     * @throws FileSystemException when others own it, or may write into it
     */
    void checkTrusted() throws IOException {
        Path own = folder.getParent();
        if (!exposed || own == null || !Files.exists(own) || !isPosix(own)) {
            return;
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(own);
        boolean shared = rights.contains(PosixFilePermission.GROUP_WRITE)
                || rights.contains(PosixFilePermission.OTHERS_WRITE)
                || Files.isSymbolicLink(own);
        boolean foreign = Files.exists(PROCESS) && !Files.getOwner(own).equals(Files.getOwner(PROCESS));
        if (shared || foreign) {
            throw new FileSystemException(own.toString(), null, "other users may write into it");
        }
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
