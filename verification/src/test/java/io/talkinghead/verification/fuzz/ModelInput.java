package io.talkinghead.verification.fuzz;

import io.talkinghead.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model bundle: a zip, or else a description in a folder with other good files. */
final class ModelInput implements FuzzedReader {
    private final Path zip = FileInput.folder().resolve("model.zip");
    private final Path folder = FileInput.folder();

    ModelInput() {
        try {
            Files.write(folder.resolve("weights.safetensors"), FuzzSeeds.weights());
            Files.write(folder.resolve("MODEL_CARD.md"), FuzzSeeds.card());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void read(byte[] input) throws IOException {
        boolean isZip = PersonInput.isZip(input);
        Files.write(isZip ? zip : folder.resolve("model.json"), input);
        ModelBundle.open(isZip ? zip : folder);
    }
}
