package io.talkinghead.kserve;

import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.served.ModelRepository;
import io.talkinghead.graph.served.ServedName;
import io.talkinghead.graph.served.ServingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The backend as tests use it: what is opened is first written into the server's repository, as {@code export triton} would. */
final class ServedBackend {
    static final Duration DEADLINE = Duration.ofSeconds(20);

    private ServedBackend() {}

    static KserveBackendProvider exporting(TestModelServer server, Path repository, int batch) {
        ModelRepository written =
                new ModelRepository(repository, new ServingOptions(batch, 1, ServingOptions.Processor.CPU));
        Set<ServedName> known = ConcurrentHashMap.newKeySet();
        return new KserveBackendProvider(
                () -> Optional.of(new Settings(server.url(), DEADLINE)), engine -> publishing(written, known, engine));
    }

    private static NetworkEngine publishing(ModelRepository written, Set<ServedName> known, NetworkEngine engine) {
        return network -> {
            synchronized (written) {
                if (known.add(ServedName.of(network))) {
                    written.add(network);
                }
            }
            return engine.open(network);
        };
    }

    static KserveBackendProvider plain(TestModelServer server, Duration deadline) {
        return new KserveBackendProvider(() -> Optional.of(new Settings(server.url(), deadline)), engine -> engine);
    }
}
