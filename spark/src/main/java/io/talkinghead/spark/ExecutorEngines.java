package io.talkinghead.spark;

import com.google.common.base.Suppliers;
import io.talkinghead.Backends;
import io.talkinghead.Engine;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The engines of this JVM, an executor, the models that jobs name by a file, and the face analyser of preparations. Spark tells a task
 * nothing of those before and after it, so this is the one thing here that is static. They go with the executor, which goes with the
 * application.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class ExecutorEngines {
    private static final Map<EngineOptions, Engine> ENGINES = new ConcurrentHashMap<>();
    private static final Map<String, ModelBundle> MODELS = new ConcurrentHashMap<>();

    private static final Supplier<FaceAnalyzer> ANALYZER = Suppliers.memoize(() -> Backends.open(
                    EnumSet.of(Capability.ANALYZE_FACES),
                    EngineOptions.defaults().withThreads(1))
            .openFaceAnalyzer());

    private ExecutorEngines() {}

    /** Returns the one face analyser, started by the first who asks; a computation has one thread, as in {@code talkinghead prepare}. */
    static FaceAnalyzer analyzer() {
        return ANALYZER.get();
    }

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
