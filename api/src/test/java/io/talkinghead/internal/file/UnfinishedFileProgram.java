package io.talkinghead.internal.file;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Begins a file in a folder, prints its temporary name, and waits to be killed. */
final class UnfinishedFileProgram {
    private UnfinishedFileProgram() {}

    public static void main(String[] args) throws Exception {
        try (AtomicFile file = AtomicFile.open(Path.of(args[0], "video.mp4"))) {
            Files.writeString(file.temporary(), "begun");
            PrintStream out = System.out;
            out.println(file.temporary());
            Thread.sleep(60_000);
        }
    }
}
