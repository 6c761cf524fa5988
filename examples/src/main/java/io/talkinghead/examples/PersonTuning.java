package io.talkinghead.examples;

import io.talkinghead.Backends;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.Capability;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.spi.TuningOptions;
import java.util.EnumSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Fine-tunes persons with whatever backend on the class path can. */
final class PersonTuning implements UnaryOperator<Person>, AutoCloseable {
    private final Backend backend;
    private final FewShotTuner tuner;

    private PersonTuning(Backend backend, FewShotTuner tuner) {
        this.backend = backend;
        this.tuner = tuner;
    }

    static PersonTuning open(ModelBundle model, BackendOptions options) {
        boolean any = Backends.report().stream()
                .anyMatch(found -> found.usable() && found.capabilities().contains(Capability.TUNE));
        if (!any) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_LACKS_CAPABILITY,
                    "no backend on the class path fine-tunes; add io.talkinghead:talkinghead-backend-djl, or leave --tune"
                            + " out. Found: "
                            + Backends.report().stream()
                                    .map(found -> found.id() + " (" + found.detail() + ")")
                                    .collect(Collectors.joining("; ")));
        }
        Backend backend = Backends.open(null, EnumSet.of(Capability.TUNE), options);
        try {
            return new PersonTuning(backend, backend.openTuner(model));
        } catch (RuntimeException | Error e) {
            backend.close();
            throw e;
        }
    }

    @Override
    public Person apply(Person person) {
        return tuner.tune(person, TuningOptions.defaults(), (epoch, epochs, loss) -> true);
    }

    @Override
    public void close() {
        tuner.close();
        backend.close();
    }
}
