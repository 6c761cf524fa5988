package io.talkinghead.spark;

import io.talkinghead.Engine;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.model.ModelBundle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engines of this JVM, an executor, and the models that jobs name by a file. Spark tells a task nothing of those before and after it,
 * so this is the one thing here that is static. They go with the executor, which goes with the application.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class ExecutorEngines {
    private static final Map<EngineOptions, Engine> ENGINES = new ConcurrentHashMap<>();
    private static final Map<String, ModelBundle> MODELS = new ConcurrentHashMap<>();

    private ExecutorEngines() {}

    /** Returns the engine with some options, started by the first who asks. */
    static Engine engine(EngineOptions options) {
        return ENGINES.computeIfAbsent(options, Engine::open);
    }

    /** Returns the model of a file, or of a name on the class path where there is no slash and no dot in it. */
    static ModelBundle model(String name, JobFolder folder) {
        return MODELS.computeIfAbsent(
                name,
                asked -> asked.indexOf('/') < 0 && asked.indexOf('.') < 0
                        ? ModelBundle.named(asked)
                        : ModelBundle.open(folder.copyIn(asked, ErrorCode.MODEL_NOT_FOUND)));
    }
}
