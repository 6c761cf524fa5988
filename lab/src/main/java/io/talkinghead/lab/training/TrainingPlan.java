package io.talkinghead.lab.training;

import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.tuning.ContentNetworks;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is trained, on what, and where to.
 *
 * @param name of the model that comes of it
 * @param spec its architecture
 * @param start a model of the same architecture to go on from, or nothing for random weights
 * @param data the folder of a dataset, as {@code talkinghead prepare} makes it
 * @param out the folder for everything written
 * @param content the networks of the content loss
 * @param options how
 */
public record TrainingPlan(
        String name,
        ModelSpec spec,
        Optional<ModelBundle> start,
        Path data,
        Path out,
        ContentNetworks content,
        TrainingOptions options) {}
