package io.talkinghead;

import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An option of a builder that may be set once. */
final class Once<T> {
    private final String name;
    private @Nullable T value;

    Once(String name) {
        this.name = name;
    }

    void set(T newValue) {
        checkState(value == null, "%s is already set, to %s", name, value);
        value = requireNonNull(newValue, name);
    }

    boolean isSet() {
        return value != null;
    }

    String name() {
        return name;
    }

    Optional<T> value() {
        return Optional.ofNullable(value);
    }

    T or(T other) {
        return value == null ? other : value;
    }
}
