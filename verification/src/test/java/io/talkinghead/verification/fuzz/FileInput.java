package io.talkinghead.verification.fuzz;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** An input as a file of its own, in memory. */
final class FileInput implements FuzzedReader {
    private final Path file;
    private final Consumer<Path> reader;

    FileInput(String name, Consumer<Path> reader) {
        this.file = folder().resolve(name);
        this.reader = reader;
    }

    /** Makes an empty folder in memory. */
    static Path folder() {
        return Jimfs.newFileSystem(Configuration.unix()).getPath("/work");
    }

    @Override
    public void read(byte[] input) throws IOException {
        Files.write(file, input);
        reader.accept(file);
    }
}
