package io.talkinghead.drive;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Parameters that change while they are played.
 *
 * @param parameters tells them
 */
record LiveParameters(Supplier<FaceParameters> parameters) implements ParameterSource {
    @Override
    public FaceParameters at(Duration time) {
        return requireNonNull(parameters.get(), "the supplier of parameters gave null");
    }

    @Override
    public Optional<Duration> last() {
        return Optional.empty();
    }
}
