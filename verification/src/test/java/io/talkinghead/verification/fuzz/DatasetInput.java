package io.talkinghead.verification.fuzz;

import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetSplit;
import io.talkinghead.lab.evaluation.EvaluationGroups;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A dataset: an input holds {@code dataset.json}, {@code clip.json} and groups, with a NUL between them. */
final class DatasetInput implements FuzzedReader {
    private static final double VALIDATION = 0.5;

    private final Path folder = FileInput.folder();
    private final Path clip = folder.resolve("anna/talk");
    private final Path groups = FileInput.folder().resolve("groups.txt");

    DatasetInput() {
        try {
            Files.createDirectories(clip);
            Files.createFile(clip.resolve(FuzzSeeds.CLIP_PICTURE));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void read(byte[] input) throws IOException {
        byte[][] parts = parts(input);
        Files.write(folder.resolve("dataset.json"), parts[0]);
        Files.write(clip.resolve("clip.json"), parts[1]);
        Files.write(groups, parts[2]);
        try {
            Dataset.open(folder).split(DatasetSplit.VALIDATION, VALIDATION);
        } finally {
            EvaluationGroups.read(groups).of("anna");
        }
    }

    private static byte[][] parts(byte[] input) {
        byte[][] parts = {new byte[0], new byte[0], new byte[0]};
        int start = 0;
        for (int i = 0; i < parts.length; i++) {
            int end = start;
            while (end < input.length && input[end] != 0) {
                end++;
            }
            parts[i] = Arrays.copyOfRange(input, Math.min(start, input.length), end);
            start = Math.min(end + 1, input.length);
        }
        return parts;
    }

    /** Joins what {@link #read} takes apart. */
    static byte[] join(String dataset, String clip, String groups) {
        return String.join("\0", dataset, clip, groups).getBytes(StandardCharsets.UTF_8);
    }
}
