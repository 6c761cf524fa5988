package io.talkinghead.verification;

import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The ONNX backend, counted: which engines were started and which of them are still running. */
public final class WatchedBackendProvider implements BackendProvider {
    static final String ID = "watched";

    private static final AtomicInteger OPENED = new AtomicInteger();
    private static final AtomicInteger RUNNING = new AtomicInteger();

    /** Called by the service loader. */
    public WatchedBackendProvider() {}

    static int opened() {
        return OPENED.get();
    }

    static int running() {
        return RUNNING.get();
    }

    @Override
    public String id() {
        return ID;
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
        return Set.of(Capability.EMBED, Capability.GENERATE, Capability.ANALYZE_FACES);
    }

    @Override
    public Probe probe(EngineRequest request) {
        return new Probe.Usable("for tests");
    }

    @Override
    public Backend open(EngineOptions options) {
        Backend engine = Backends.open("onnx", capabilities(), options);
        OPENED.incrementAndGet();
        RUNNING.incrementAndGet();
        return (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        RUNNING.decrementAndGet();
                    }
                    try {
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
