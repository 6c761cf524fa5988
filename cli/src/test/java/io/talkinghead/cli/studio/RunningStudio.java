package io.talkinghead.cli.studio;

import static java.util.Objects.requireNonNull;

import io.talkinghead.Engine;
import io.talkinghead.engine.EngineOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A studio for all tests of a class. */
final class RunningStudio implements BeforeAllCallback, AfterAllCallback {
    private @Nullable Engine engine;
    private @Nullable Studio studio;

    @Override
    public void beforeAll(ExtensionContext context) {
        engine = Engine.open("onnx", EngineOptions.defaults());
        studio = Studio.open(StudioOptions.loopback(), engine);
    }

    Studio studio() {
        return requireNonNull(studio);
    }

    Engine engine() {
        return requireNonNull(engine);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        studio().close();
        engine().close();
    }
}
