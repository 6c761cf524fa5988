package io.talkinghead.kserve;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server of the KServe v2 protocol, written from its text, with Triton's extensions for binary tensors and for the list of
 * networks: it loads a repository as Triton does, each network when it is first asked for, and runs it with ONNX Runtime. It can be
 * killed and started again on its port, and can misbehave.
 */
final class TestModelServer implements AutoCloseable {
    private static final String HEADER_LENGTH = "Inference-Header-Content-Length";

    /** How it answers. */
    enum Mood {
        WELL,
        /** Takes the request and never answers. */
        HANGING,
        /** Ends the connection in the middle of the answer. */
        TRUNCATING,
        /** Says that it is not ready. */
        BUSY,
        /** Answers with what is no answer. */
        BABBLING,
        /** Announces a huge answer. */
        ENDLESS,
        /** Tells of tensors that are not there. */
        LYING
    }

    private final Path repository;
    private final @Nullable SSLContext tls;
    private final Map<String, LoadedModel> models = new HashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Mood mood = Mood.WELL;
    /** Requests still to be answered in the mood; then well again. */
    private final AtomicInteger moody = new AtomicInteger(Integer.MAX_VALUE);

    private HttpServer server;
    private final int port;

    private TestModelServer(Path repository, @Nullable SSLContext tls) throws IOException {
        this.repository = repository;
        this.tls = tls;
        server = started(0);
        port = server.getAddress().getPort();
    }

    static TestModelServer of(Path repository) throws IOException {
        return new TestModelServer(repository, null);
    }

    static TestModelServer secure(Path repository, SSLContext tls) throws IOException {
        return new TestModelServer(repository, tls);
    }

    private HttpServer started(int at) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), at);
        HttpServer begun;
        if (tls == null) {
            begun = HttpServer.create(address, 0);
        } else {
            HttpsServer secured = HttpsServer.create(address, 0);
            secured.setHttpsConfigurator(new HttpsConfigurator(tls));
            begun = secured;
        }
        begun.createContext("/", this::answer);
        begun.setExecutor(threads);
        begun.start();
        return begun;
    }

    URI url() {
        return URI.create((tls == null ? "http" : "https") + "://localhost:" + port);
    }

    /** Lets runs of networks be answered in a mood. */
    void become(Mood next) {
        become(next, Integer.MAX_VALUE);
    }

    /** Lets so many runs of networks be answered in a mood, and later ones well. */
    void become(Mood next, int times) {
        moody.set(times);
        mood = next;
    }

    /** Returns how many runs were asked for. */
    int requests() {
        return requests.get();
    }

    /** Stops at once, as a process that is killed: connections break. */
    void kill() {
        server.stop(0);
    }

    /** Starts again on the same port. */
    void restart() throws IOException {
        server = started(port);
    }

    @Override
    public void close() throws OrtException {
        kill();
        threads.shutdownNow();
        synchronized (models) {
            for (LoadedModel model : models.values()) {
                model.close();
            }
            models.clear();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            List<String> path =
                    List.of(exchange.getRequestURI().getPath().substring(1).split("/"));
            try {
                route(exchange, path, body);
            } catch (OrtException | IOException | RuntimeException e) {
                tell(
                        exchange,
                        400,
                        JsonTree.object()
                                .put("error", String.valueOf(e.getMessage()))
                                .toString());
            }
        }
    }

    private void route(HttpExchange exchange, List<String> path, byte[] body) throws IOException, OrtException {
        boolean model = path.size() > 2 && path.get(1).equals("models");
        if (path.equals(List.of("v2"))) {
            tell(
                    exchange,
                    200,
                    JsonTree.object().put("name", "test").put("version", "2").toString());
        } else if (path.equals(List.of("v2", "repository", "index"))) {
            tell(exchange, 200, index());
        } else if (model && !Files.isDirectory(repository.resolve(path.get(2)))) {
            tell(
                    exchange,
                    404,
                    JsonTree.object().put("error", "Request for unknown model").toString());
        } else if (model && path.size() == 3) {
            tell(exchange, 200, loaded(path.get(2)).metadata().toString());
        } else if (model && path.get(3).equals("infer")) {
            requests.incrementAndGet();
            infer(exchange, loaded(path.get(2)), body, moody.getAndDecrement() > 0 ? mood : Mood.WELL);
        } else {
            tell(exchange, 404, JsonTree.object().put("error", "no such place").toString());
        }
    }

    private String index() throws IOException {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        try (Stream<Path> folders = Files.list(repository)) {
            folders.sorted()
                    .forEach(folder -> list.addObject()
                            .put("name", folder.getFileName().toString())
                            .put("state", "READY"));
        }
        return list.toString();
    }

    private LoadedModel loaded(String name) throws IOException, OrtException {
        synchronized (models) {
            LoadedModel model = models.get(name);
            if (model == null) {
                model = new LoadedModel(repository.resolve(name));
                models.put(name, model);
            }
            return model;
        }
    }

    private static void infer(HttpExchange exchange, LoadedModel model, byte[] body, Mood mood)
            throws IOException, OrtException {
        switch (mood) {
            case WELL, TRUNCATING -> {
                int header = Integer.parseInt(exchange.getRequestHeaders().getFirst(HEADER_LENGTH));
                LoadedModel.Answer answer = model.infer(body, header);
                exchange.getResponseHeaders().set(HEADER_LENGTH, Integer.toString(answer.headerLength()));
                exchange.sendResponseHeaders(200, answer.bytes().length);
                int length = mood == Mood.WELL ? answer.bytes().length : answer.bytes().length / 2;
                OutputStream out = exchange.getResponseBody();
                out.write(answer.bytes(), 0, length);
                out.flush();
            }
            case HANGING -> {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            case BUSY ->
                tell(exchange, 503, JsonTree.object().put("error", "not ready").toString());
            case BABBLING -> tell(exchange, 200, "<html>");
            case ENDLESS -> {
                exchange.sendResponseHeaders(200, 1L << 40);
                // From JDK 25 on the head of an answer goes out with its first byte.
                exchange.getResponseBody().write(0);
                exchange.getResponseBody().flush();
            }
            case LYING -> tell(exchange, 200, """
                    {"outputs":[{"name":"image","datatype":"FP32","shape":[1],"parameters":{"binary_data_size":400}}]}""");
        }
    }

    private static void tell(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
