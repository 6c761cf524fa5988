package io.talkinghead.person;

import java.nio.file.Path;

/** Saves persons to {@code .person} files and opens them. */
public final class PersonFile {
    private PersonFile() {}

    /** Saves a person. */
    public static void save(Person person, Path file) {
        throw new UnsupportedOperationException(person + "" + file);
    }

    /** Opens a person. */
    public static Person open(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }
}
