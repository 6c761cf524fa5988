package io.talkinghead.lab.training;

import static java.util.Objects.requireNonNull;

import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.tuning.ContentNetworks;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What is trained, on what, and where to.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TrainingPlan {
    private final Values values;

    private TrainingPlan(Values values) {
        this.values = values;
    }

    /**
     * Plans a training from random weights, with the shipped content networks.
     *
     * @param spec the architecture
     * @param data the folder of a dataset, as {@code talkinghead prepare} makes it
     * @param out the folder for everything written
     * @param options how to train
     */
    public static TrainingPlan of(ModelSpec spec, Path data, Path out, TrainingOptions options) {
        return new TrainingPlan(new Values(
                requireNonNull(spec, "spec"),
                requireNonNull(data, "data"),
                requireNonNull(out, "out"),
                requireNonNull(options, "options")));
    }

    /** Returns the architecture. */
    public ModelSpec spec() {
        return values.spec;
    }

    /** Returns the folder of a dataset, as {@code talkinghead prepare} makes it. */
    public Path data() {
        return values.data;
    }

    /** Returns the folder for everything written. */
    public Path out() {
        return values.out;
    }

    /** Returns how to train. */
    public TrainingOptions options() {
        return values.options;
    }

    /** Returns the name of the model that comes of it; without another, that of the folder. */
    public String name() {
        return values.name == null
                ? values.out.toAbsolutePath().normalize().getFileName().toString()
                : values.name;
    }

    /** Returns a model of the same architecture to go on from; empty for random weights. */
    public Optional<ModelBundle> start() {
        return Optional.ofNullable(values.start);
    }

    /** Returns the networks of the content loss. */
    public ContentNetworks content() {
        return values.content;
    }

    private TrainingPlan with(Consumer<Values> change) {
        Values changed = new Values(values);
        change.accept(changed);
        return new TrainingPlan(changed);
    }

    /** Returns this plan with other options. */
    public TrainingPlan withOptions(TrainingOptions other) {
        return with(changed -> changed.options = requireNonNull(other, "options"));
    }

    /** Returns this plan with another name for the model. */
    public TrainingPlan withName(String other) {
        return with(changed -> changed.name = requireNonNull(other, "name"));
    }

    /** Returns this plan going on from a model of the same architecture. */
    public TrainingPlan withStart(ModelBundle model) {
        return with(changed -> changed.start = requireNonNull(model, "model"));
    }

    /** Returns this plan with other networks in the content loss. */
    public TrainingPlan withContent(ContentNetworks other) {
        return with(changed -> changed.content = requireNonNull(other, "content"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrainingPlan that && values.all().equals(that.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "TrainingPlan" + values.all();
    }

    /** The options, changed only before they are given to their owner. */
    private static final class Values {
        private ModelSpec spec;
        private Path data;
        private Path out;
        private TrainingOptions options;
        private @Nullable String name;
        private @Nullable ModelBundle start;
        private ContentNetworks content = ContentNetworks.shipped();

        Values(ModelSpec spec, Path data, Path out, TrainingOptions options) {
            this.spec = spec;
            this.data = data;
            this.out = out;
            this.options = options;
        }

        Values(Values other) {
            spec = other.spec;
            data = other.data;
            out = other.out;
            options = other.options;
            name = other.name;
            start = other.start;
            content = other.content;
        }

        Map<String, @Nullable Object> all() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("spec", spec);
            all.put("data", data);
            all.put("out", out);
            all.put("options", options);
            all.put("name", name);
            all.put("start", start);
            all.put("content", content);
            return all;
        }
    }
}
