package io.talkinghead.internal.engine;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.Generator;
import io.talkinghead.spi.Probe;
import io.talkinghead.testkit.FakeBackendProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A backend that paints, until a method is told to do something else. */
final class MisbehavingProvider implements BackendProvider {
    private static final List<Class<?>> OURS =
            List.of(Backend.class, Embedder.class, Generator.class, Generator.Pass.class, FaceAnalyzer.class);

    final FakeBackendProvider painting = new FakeBackendProvider();
    private final Map<String, UnaryOperator<Object>> spoilt = new HashMap<>();
    private final Map<String, Runnable> earlier = new HashMap<>();

    /** Changes what a method gives. */
    void spoil(String method, UnaryOperator<Object> change) {
        spoilt.put(method, change);
    }

    /** Does something before the method, such as throwing. */
    void before(String method, Runnable action) {
        earlier.put(method, action);
    }

    /** Behaves from now on. */
    void mend() {
        spoilt.clear();
        earlier.clear();
    }

    @Override
    public Backend open(EngineOptions options) {
        before("open");
        return (Backend) watched(painting.open(options));
    }

    private void before(String method) {
        earlier.getOrDefault(method, () -> {}).run();
    }

    private Object watched(Object real) {
        for (Class<?> type : OURS) {
            if (type.isInstance(real)) {
                return Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                            before(method.getName());
                            try {
                                Object result = method.invoke(real, arguments);
                                Object changed = spoilt.getOrDefault(method.getName(), same -> same)
                                        .apply(result == null ? this : result);
                                return result == null ? null : watched(changed);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
            }
        }
        return real;
    }

    @Override
    public String id() {
        return "misbehaving";
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public int priority() {
        return 1;
    }

    @Override
    public Set<Capability> capabilities() {
        return painting.capabilities();
    }

    @Override
    public Probe probe(EngineRequest request) {
        return new Probe.Usable("for tests");
    }
}
