package io.talkinghead;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.Sets;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.internal.engine.HeadEngine;
import io.talkinghead.internal.engine.SharedBackends;
import io.talkinghead.internal.render.HeadRenderer;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.person.PersonFile;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.spi.Generator;
import io.talkinghead.tuning.Tuning;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a builder has collected, and how a head is put together from it. */
final class HeadOptions {
    private static final Set<Capability> RENDERING =
            Sets.immutableEnumSet(Capability.GENERATE, Capability.ANALYZE_FACES);
    private static final int MIN_SIZE_PX = 16;
    private static final int MAX_SIZE_PX = 4096;

    /** All heads' engines, in use only: when no head is open, it is empty. Heads know nothing else of each other. */
    private static final SharedBackends ENGINES = new SharedBackends();

    final Once<List<Path>> photos = new Once<>("photos");
    final Once<Path> personFile = new Once<>("personFile");
    final Once<ModelBundle> model = new Once<>("model");
    final Once<String> backend = new Once<>("backend");
    final Once<Device> device = new Once<>("device");
    final Once<Integer> threads = new Once<>("threads");
    final Once<Long> seed = new Once<>("seed");
    final Once<Precision> precision = new Once<>("precision");
    final Once<FaceChoice> face = new Once<>("face");
    final Once<Integer> size = new Once<>("size");
    final Once<Framing> framing = new Once<>("framing");
    final Once<WorkListener> listener = new Once<>("onProgress");
    final Once<TuningOptions> tuning = new Once<>("tuning");
    final Once<TuningListener> tuningListener = new Once<>("onTuning");

    TalkingHead build() {
        check();
        EngineOptions defaults = EngineOptions.defaults();
        EngineOptions engine = defaults.withThreads(threads.or(defaults.threads()))
                .withSeed(seed.or(defaults.seed()))
                .withPrecision(precision.or(defaults.precision()));
        if (device.value != null) {
            engine = engine.withDevice(device.value);
        }
        return photos.value == null ? fromFile(engine) : fromPhotos(photos.value, engine);
    }

    private void check() {
        checkArgument(
                (photos.value == null) != (personFile.value == null),
                "give either photos or a person file, one of them");
        if (photos.value != null) {
            int count = photos.value.size();
            checkArgument(
                    count >= 1 && count <= Person.MAX_PHOTOS, "give 1 to %s photos, not %s", Person.MAX_PHOTOS, count);
        }
        if (size.value != null) {
            checkArgument(
                    size.value >= MIN_SIZE_PX && size.value <= MAX_SIZE_PX,
                    "the size must be %s to %s px, not %s",
                    MIN_SIZE_PX,
                    MAX_SIZE_PX,
                    size.value);
        }
    }

    private TalkingHead fromPhotos(List<Path> files, EngineOptions engineOptions) {
        Set<Capability> needed = EnumSet.of(Capability.EMBED, Capability.GENERATE, Capability.ANALYZE_FACES);
        try (EngineStart start = new EngineStart(() -> engine(backend.value, needed, engineOptions)).withAnalyzer()) {
            ModelBundle chosen = model.value == null ? ModelBundle.named(ModelBundle.DEFAULT_NAME) : model.value;
            if (tuning.value == null) {
                start.preload(chosen);
            }
            PersonMaker maker = new PersonMaker(chosen, listener.or(WorkListener.NONE));
            Person person = maker.make(files, start, face.or(FaceChoice.largest()));
            return assemble(start, engineOptions, chosen, tuned(person, chosen, engineOptions));
        }
    }

    private static HeadEngine engine(@Nullable String id, Set<Capability> needed, EngineOptions options) {
        return ENGINES.open(Backends.provider(id, needed, options), options);
    }

    private TalkingHead fromFile(EngineOptions engineOptions) {
        try (EngineStart start = new EngineStart(() -> engine(backend.value, RENDERING, engineOptions))) {
            Person person = PersonFile.open(personFile.value());
            ModelBundle chosen = modelOf(person);
            return assemble(start, engineOptions, chosen, tuned(person, chosen, engineOptions));
        }
    }

    /** Finds the person's model and checks it. */
    private ModelBundle modelOf(Person person) {
        try {
            ModelBundle chosen = model.value == null ? ModelBundle.named(person.modelName()) : model.value;
            person.checkModel(chosen);
            return chosen;
        } catch (TalkingHeadException e) {
            throw new TalkingHeadException(e.code(), personFile.value() + ": " + e.reason(), e);
        }
    }

    private Person tuned(Person person, ModelBundle chosen, EngineOptions engineOptions) {
        if (tuning.value == null) {
            return person;
        }
        return tune(
                        person,
                        chosen,
                        tuning.value,
                        tuningListener.or(TuningListener.NONE),
                        new Cancellation(),
                        engineOptions)
                .person();
    }

    /** Tunes on whichever backend can, always with floats: the precision is that of rendering. */
    static Tuning tune(
            Person person,
            ModelBundle model,
            TuningOptions options,
            TuningListener listener,
            Cancellation cancellation,
            EngineOptions engineOptions) {
        try (Backend engine = Backends.openFor(Capability.TUNE, engineOptions.withPrecision(Precision.FLOAT32));
                FewShotTuner tuner = engine.openTuner(model)) {
            return tuner.tune(person, options, listener, cancellation);
        }
    }

    /** Makes the same head of another person: the same backend, options and output. */
    TalkingHead rebuilt(String backendId, ModelBundle chosen, Person person, EngineOptions engineOptions) {
        try (EngineStart start = new EngineStart(() -> engine(backendId, RENDERING, engineOptions))) {
            return assemble(start, engineOptions, chosen, person);
        }
    }

    /** What fails here takes the head's part in the engine with it, and that what the head has opened. */
    private TalkingHead assemble(EngineStart start, EngineOptions engineOptions, ModelBundle chosen, Person person) {
        Generator generator = start.engine().openGenerator(chosen, person);
        HeadRenderer renderer = new HeadRenderer(generator, person, framing.or(Framing.CROP), size.or(0));
        return new TalkingHead(this, engineOptions, start.handOver(), chosen, person, renderer);
    }

    /** A value that may be set once. */
    static final class Once<T> {
        private final String name;
        private @Nullable T value;

        Once(String name) {
            this.name = name;
        }

        void set(T newValue) {
            checkState(value == null, "%s is already set", name);
            value = requireNonNull(newValue, name);
        }

        T or(T other) {
            return value == null ? other : value;
        }

        T value() {
            checkState(value != null, "%s is not set", name);
            return value;
        }
    }
}
