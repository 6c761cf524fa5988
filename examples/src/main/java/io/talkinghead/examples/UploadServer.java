package io.talkinghead.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.person.Photo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** Answers a photo that is posted with a moving GIF of the person in it: {@code curl --data-binary @me.jpg localhost:8080}. */
public final class UploadServer {
    static final int LARGEST_UPLOAD = 10 << 20;

    private UploadServer() {}

    public static void main(String[] arguments) throws IOException {
        start(8080, Engine.open(), Driver.track(Path.of(arguments[0])));
    }

    static HttpServer start(int port, Engine engine, Driver driver) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newFixedThreadPool(4)); // as many heads as may be at work at once
        server.createContext("/", exchange -> answer(exchange, engine, driver));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, Engine engine, Driver driver) throws IOException {
        byte[] photo = exchange.getRequestBody().readNBytes(LARGEST_UPLOAD + 1);
        if (photo.length > LARGEST_UPLOAD) {
            send(exchange, 413, "text/plain", "the photo is larger than 10 MB".getBytes(StandardCharsets.UTF_8));
            return;
        }
        Path gif = Files.createTempFile("head", ".gif");
        try (ByteArrayInputStream in = new ByteArrayInputStream(photo);
                TalkingHead head = TalkingHead.builder(Photo.read(in, "upload"))
                        .engine(engine)
                        .build()) {
            head.animate(driver).writeTo(gif);
            send(exchange, 200, "image/gif", Files.readAllBytes(gif));
        } catch (TalkingHeadException e) { // with a code, such as TH-103, for the user to look up
            send(exchange, 422, "text/plain", e.getMessage().getBytes(StandardCharsets.UTF_8));
        } finally {
            Files.delete(gif);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
