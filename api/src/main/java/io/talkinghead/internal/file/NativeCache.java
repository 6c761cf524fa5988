package io.talkinghead.internal.file;

import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Native libraries unpacked once for all programs of a user, and looked through before every use. Each file appears whole under
 * its name, and one program at a time writes; what a killed one left is removed by the next.
 *
 * <p><b>Threading:</b> any thread, any number of programs.
 */
public final class NativeCache {
    private static final Logger LOG = LoggerFactory.getLogger(NativeCache.class);
    private static final String LOCK = ".lock";

    private NativeCache() {}

    /**
     * Finds or unpacks libraries in the first place where that can be done and from where they load.
     *
     * @param bundle the libraries
     * @param places where to try, in this order
     * @param trial loads them from the folder it is given
     * @return the folder
     * @throws UnsatisfiedLinkError when no place would do; it names them, each with the reason
     */
    public static Path load(NativeBundle bundle, List<NativePlace> places, Consumer<Path> trial) {
        List<String> refusals = new ArrayList<>();
        List<Throwable> causes = new ArrayList<>();
        for (NativePlace place : places) {
            try {
                Path folder = filled(place, bundle);
                trial.accept(folder);
                if (!refusals.isEmpty()) {
                    LOG.warn("{} is loaded from {}, not from {}", bundle.label(), folder, listed(refusals));
                }
                return folder;
            } catch (IOException | TalkingHeadException | LinkageError e) {
                refusals.add(place.folder() + " (" + reason(e) + ")");
                causes.add(e);
            }
        }
        UnsatisfiedLinkError all = new UnsatisfiedLinkError("tried " + listed(refusals));
        causes.forEach(all::addSuppressed);
        throw all;
    }

    /**
     * Finds the first place where files can be written and run, for engines that unpack their libraries themselves.
     *
     * @param places where to look, in this order
     */
    public static Optional<Path> usable(List<NativePlace> places) {
        for (NativePlace place : places) {
            try {
                place.make();
                Path lockFile = place.folder().resolve(LOCK);
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                        .close();
                checkExecutes(lockFile);
                return Optional.of(place.folder());
            } catch (IOException e) {
                LOG.debug("no native libraries into {}", place.folder(), e);
            }
        }
        return Optional.empty();
    }

    private static String listed(List<String> refusals) {
        return String.join(", ", refusals);
    }

    /** The path stands before it already. */
    private static String reason(Throwable e) {
        if (e instanceof FileSystemException file) {
            return file.getReason() == null ? e.getClass().getSimpleName() : file.getReason();
        }
        return e instanceof TalkingHeadException known ? known.reason() : String.valueOf(e.getMessage());
    }

    private static Path filled(NativePlace place, NativeBundle bundle) throws IOException {
        Path folder = place.folder().resolve(bundle.name());
        place.checkTrusted();
        if (!bundle.isIn(folder)) {
            place.make();
            fill(place.folder().resolve(LOCK), folder, bundle);
        }
        return folder.toRealPath();
    }

    private static void fill(Path lockFile, Path folder, NativeBundle bundle) throws IOException {
        try (FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            checkExecutes(lockFile);
            awaitOthers(lock);
            for (NativeFile file : bundle.files()) {
                Path target = folder.resolve(file.name());
                // Another program may have been quicker.
                if (!file.matches(target)) {
                    AtomicFile.write(target, file::copyTo);
                }
            }
        }
    }

    /** Where nothing may be run from, the system says so of a file that carries the right to be run. */
    private static void checkExecutes(Path file) throws IOException {
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) == null) {
            return;
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        if (!Files.isExecutable(file)) {
            throw new FileSystemException(file.toString(), null, "nothing may be run from there: mounted noexec");
        }
    }

    /** Without a lock, as on some network drives, files still appear whole; some may be unpacked twice. */
    private static void awaitOthers(FileChannel channel) {
        try {
            channel.lock();
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("no lock on the cache of native libraries", e);
        }
    }
}
