package io.talkinghead.cli.studio;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page without a browser. */
final class StudioClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 120;

    /** Of all pages: each has threads of its own, which outlive it for a while. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final long PING_SECONDS = 10;
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "pages without a browser");
        thread.setDaemon(true);
        return thread;
    });

    private final URI address;
    private final String origin;
    private final String cookie;
    private final BlockingQueue<JsonNode> words = new LinkedBlockingQueue<>();
    private final BlockingQueue<PictureMessage> pictures = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable WebSocket socket;
    private @Nullable Future<?> pings;
    private String page = "";

    private StudioClient(URI address, String token) {
        this.address = address;
        origin = "http://" + address.getAuthority();
        cookie = "talkinghead-" + address.getPort() + "=" + token;
    }

    /** Takes the token of a studio's address. */
    static StudioClient of(Studio studio) {
        String query = requireNonNull(studio.address().getQuery());
        return new StudioClient(studio.address(), query.substring(query.indexOf('=') + 1));
    }

    /** Opens a page. */
    static StudioClient page(Studio studio) {
        StudioClient client = of(studio);
        client.open();
        client.page = client.words("hello").path("page").asText();
        return client;
    }

    /** Opens the socket only; lets the studio know now and then, as pages do, that it is there: who is silent for long is left. */
    void open() {
        WebSocket opened = HTTP.newWebSocketBuilder()
                .header("Cookie", cookie)
                .header("Origin", origin)
                .buildAsync(URI.create("ws://" + address.getAuthority() + "/socket"), new Ear())
                .join();
        socket = opened;
        pings = CLOCK.scheduleWithFixedDelay(
                () -> opened.sendPing(ByteBuffer.allocate(0)), PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    }

    String id() {
        return page;
    }

    /** Starts a request with everything that a page's own has. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Cookie", cookie)
                .header("Origin", origin);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> get(String path) {
        return send(request("/api/pages/" + page + path));
    }

    HttpResponse<byte[]> post(String path, byte[] body) {
        return send(request("/api/pages/" + page + path).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> delete(String path) {
        return send(request("/api/pages/" + page + path).DELETE());
    }

    /** Chooses a sample, and makes a portrait of it. */
    void portrait(String... samples) {
        String photos = Stream.of(samples)
                .map(sample -> json(post("/samples/" + sample, new byte[0])))
                .map(photo -> "{\"photo\":" + photo.path("photo").asInt() + ",\"face\":0}")
                .collect(Collectors.joining(","));
        String chosen = "{\"photos\":[" + photos + "]}";
        HttpResponse<byte[]> made = post("/portrait", chosen.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (made.statusCode() != 200) {
            throw new AssertionError(new String(made.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void say(String json) {
        requireNonNull(socket).sendText(json, true).join();
    }

    void show(PictureMessage picture) {
        requireNonNull(socket)
                .sendBinary(ByteBuffer.wrap(picture.bytes()), true)
                .join();
    }

    /** Waits for words of a type. */
    JsonNode words(String type) {
        return words(json -> json.path("type").asText().equals(type));
    }

    /** Waits for such words. */
    JsonNode words(Predicate<JsonNode> wanted) {
        return next(words, wanted);
    }

    /** Waits for a picture of a kind. */
    PictureMessage picture(int kind) {
        return next(pictures, picture -> picture.kind() == kind);
    }

    private static <T> T next(BlockingQueue<T> queue, Predicate<T> wanted) {
        try {
            while (true) {
                T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("the studio says nothing");
                }
                if (wanted.test(next)) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the studio closes the socket, and returns its code. */
    int closed() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Goes away as a page does that is closed. */
    void leave() {
        fallSilent();
        requireNonNull(socket).sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Goes away, as a page does that loses the network. */
    void abort() {
        fallSilent();
        requireNonNull(socket).abort();
    }

    @Override
    public void close() {
        if (socket != null) {
            abort();
        }
    }

    private void fallSilent() {
        requireNonNull(pings).cancel(false);
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private ByteBuffer picture = ByteBuffer.allocate(0);

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    words.add(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            picture = ByteBuffer.allocate(picture.limit() + data.remaining())
                    .put(picture)
                    .put(data)
                    .flip();
            if (last) {
                pictures.add(PictureMessage.read(picture));
                picture = ByteBuffer.allocate(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(-1);
        }
    }
}
