package io.talkinghead.cli;

import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import java.util.function.UnaryOperator;

/** Fine-tunes persons with whatever backend on the class path can. */
final class PersonTuning implements UnaryOperator<Person>, AutoCloseable {
    private final Backend backend;
    private final FewShotTuner tuner;
    private final TuningOptions tuning;
    private final Cancellation cancellation;

    private PersonTuning(Backend backend, FewShotTuner tuner, TuningOptions tuning, Cancellation cancellation) {
        this.backend = backend;
        this.tuner = tuner;
        this.tuning = tuning;
        this.cancellation = cancellation;
    }

    static PersonTuning open(
            ModelBundle model, EngineOptions options, TuningOptions tuning, Cancellation cancellation) {
        // The precision is that of rendering.
        Backend backend = Backends.openFor(Capability.TUNE, options.withPrecision(Precision.FLOAT32));
        try {
            return new PersonTuning(backend, backend.openTuner(model), tuning, cancellation);
        } catch (RuntimeException | Error e) {
            backend.close();
            throw e;
        }
    }

    @Override
    public Person apply(Person person) {
        return tuner.tune(person, tuning, TuningListener.NONE, cancellation).person();
    }

    @Override
    public void close() {
        tuner.close();
        backend.close();
    }
}
