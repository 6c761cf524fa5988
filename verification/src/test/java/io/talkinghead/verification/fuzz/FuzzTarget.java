package io.talkinghead.verification.fuzz;

import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.testkit.Golden;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What is fuzzed; the seeds of each are in the resources' folder {@code fuzz/} of its name. */
enum FuzzTarget {
    /** {@link ImageFiles}, which goes by the content: one target for all kinds of pictures. */
    PICTURE,
    /** MP4, WebM and GIF through FFmpeg, up to {@value VideoInput#MOST_FRAMES} frames. */
    VIDEO,
    /** A whole person file, or one of its parts among good others. */
    PERSON,
    /** {@link LandmarkTrack}. */
    TRACK,
    /** A whole model bundle as a zip, or its description beside other good files. */
    MODEL,
    /** {@link ModelSpec} in a file of its own. */
    SPEC,
    /** {@link Safetensors}. */
    SAFETENSORS,
    /** ONNX, and what is done to a network before it runs. */
    ONNX,
    /** A dataset's description, a clip's and a file of groups. */
    DATASET,
    /** The command line. */
    OPTIONS;

    /** Makes the reader; a real folder is needed by some. */
    FuzzedReader reader(Path folder) {
        return switch (this) {
            case PICTURE -> input -> ImageFiles.read(input, "input");
            case VIDEO -> new VideoInput(folder);
            case PERSON -> new PersonInput();
            case TRACK -> new FileInput("track.json", LandmarkTrack::read);
            case MODEL -> new ModelInput();
            case SPEC -> new FileInput("spec.json", ModelSpec::read);
            case SAFETENSORS ->
                input -> Safetensors.read(ByteBuffer.wrap(input), "input")
                        .tensors()
                        .values()
                        .forEach(Tensor::firstNonFinite);
            case ONNX -> {
                Map<String, Tensor> weights = Golden.turnedModel().weights().tensors();
                yield input -> Rewriting.apply(input, weights, Rewriting.standard());
            }
            case DATASET -> new DatasetInput();
            case OPTIONS -> new OptionsInput(folder);
        };
    }

    /** Tells whether time and memory are limited: honest decoding of a video takes what it takes, in threads of its own. */
    boolean isLimited() {
        return this != VIDEO;
    }

    /** The most bytes that an input is grown to. */
    int maxBytes() {
        return switch (this) {
            case ONNX -> 1 << 17;
            case VIDEO -> 1 << 16;
            case TRACK, PERSON, DATASET, MODEL -> 1 << 14;
            case PICTURE, SPEC, SAFETENSORS -> 1 << 13;
            case OPTIONS -> 1 << 10;
        };
    }

    /** Returns the name of its folder of seeds. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
