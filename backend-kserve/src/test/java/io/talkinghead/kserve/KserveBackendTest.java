package io.talkinghead.kserve;

import ai.onnxruntime.OrtException;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.testkit.BackendContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract, with networks that the server runs for one picture at a time. */
class KserveBackendTest extends BackendContract {
    @TempDir
    private static Path repository;

    private static TestModelServer server;
    private static BackendProvider provider;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestModelServer.of(repository);
        provider = ServedBackend.exporting(server, repository, 1);
    }

    @AfterAll
    static void stopServer() throws OrtException {
        server.close();
    }

    @Override
    protected BackendProvider provider() {
        return provider;
    }
}
