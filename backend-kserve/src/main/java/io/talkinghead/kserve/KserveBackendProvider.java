package io.talkinghead.kserve;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.backend.GraphBackend;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A server of the KServe v2 protocol, found through {@link java.util.ServiceLoader}. It takes no part unless a server is named, and
 * then comes before all others: whoever names one wants it. Selecting it does not look at the server; an application must not go on
 * with another backend because its server starts a second later.
 */
public final class KserveBackendProvider implements BackendProvider {
    /** The backend's id. */
    static final String ID = "kserve";

    private final Supplier<Optional<Settings>> settings;
    private final UnaryOperator<NetworkEngine> observed;

    /** Called by the service loader. */
    public KserveBackendProvider() {
        this(Settings::read, UnaryOperator.identity());
    }

    /** Takes other settings, and what is to see the networks that are opened. */
    KserveBackendProvider(Supplier<Optional<Settings>> settings, UnaryOperator<NetworkEngine> observed) {
        this.settings = settings;
        this.observed = observed;
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
        return 300;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.EMBED, Capability.GENERATE, Capability.ANALYZE_FACES, Capability.EXTRACT_FEATURES);
    }

    @Override
    public Probe probe(EngineRequest request) {
        Optional<Settings> named;
        try {
            named = settings.get();
        } catch (TalkingHeadException e) {
            return new Probe.Refused(e.reason(), "see docs/cluster.md", e);
        }
        if (named.isEmpty()) {
            return new Probe.Refused(
                    "no model server is named",
                    "name it by the system property " + Settings.URL + ", such as http://HOST:8000");
        }
        if (request.device().filter(device -> device.kind() != Device.Kind.CPU).isPresent()) {
            return new Probe.Refused(
                    "a device of this machine was asked for, but the model server chooses among its own",
                    "leave the device out");
        }
        return new Probe.Usable("the model server " + named.get().url() + ", by KServe v2");
    }

    @Override
    public List<String> diagnose() {
        Probe found = probe(EngineRequest.any());
        if (found instanceof Probe.Refused) {
            return List.of("missing: " + found.detail());
        }
        try (ModelServer server = new ModelServer(named())) {
            return List.of("works: " + server.describe());
        } catch (TalkingHeadException e) {
            return List.of("missing: " + e.getMessage());
        }
    }

    @Override
    public Backend open(EngineOptions options) {
        Settings named = named();
        // Whoever set a deadline for a call needs none that are given up then to go on.
        ModelServer server = new ModelServer(options.deadline()
                .filter(shorter -> shorter.compareTo(named.deadline()) < 0)
                .map(shorter -> new Settings(named.url(), shorter))
                .orElse(named));
        try {
            GraphBackend backend = GraphBackend.builder(ID, options, observed.apply(new ServedNetworks(server)))
                    .sharing()
                    .build();
            // First opened, it is closed last.
            backend.open(() -> server);
            return backend;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private Settings named() {
        return settings.get()
                .orElseThrow(() -> new TalkingHeadException(
                        ErrorCode.BACKEND_REFUSED,
                        "no model server is named; name it by the system property " + Settings.URL));
    }
}
