package io.talkinghead.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What programs that were killed leave. */
final class Killed {
    private Killed() {}

    /** Makes a file that a process which has ended was writing. */
    static Path fileIn(Path folder) throws IOException {
        WritingProcess me = WritingProcess.current();
        // The same number, but another start: the number was given again.
        return fileOf(folder, new WritingProcess(me.place(), me.number(), me.start() - 1), "0123abcd.mp4");
    }

    static Path fileOf(Path folder, WritingProcess process, String rest) throws IOException {
        String name =
                String.format(".talkinghead-%s-%x-%x-%s", process.place(), process.number(), process.start(), rest);
        return Files.createFile(folder.resolve(name));
    }
}
