package io.talkinghead.cli;

import io.talkinghead.model.ModelBundle;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model as the command line names it: the path of its folder or zip, or a name on the class path. */
final class ModelArgument {
    private ModelArgument() {}

    static ModelBundle open(String argument) {
        Path path = FileName.of(argument);
        return Files.exists(path) ? ModelBundle.open(path) : ModelBundle.named(argument);
    }
}
