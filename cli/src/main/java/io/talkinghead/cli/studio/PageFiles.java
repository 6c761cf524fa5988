package io.talkinghead.cli.studio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The files of the page itself. Each is named here: no path of a request leads anywhere else. */
final class PageFiles extends Handler.Abstract {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "jpg", "image/jpeg",
            "png", "image/png");

    private final Map<String, Answer> files = new LinkedHashMap<>();

    PageFiles() {
        for (String name : names()) {
            files.put("/" + name, read("/studio/" + name));
        }
        files.put("/", Objects.requireNonNull(files.get("/index.html")));
        for (String sample : Samples.NAMES) {
            files.put("/samples/" + sample, read("/samples/" + sample));
        }
    }

    private static String[] names() {
        return new String(bytes("/studio/files.txt"), StandardCharsets.UTF_8)
                .strip()
                .split("\\s+");
    }

    private static Answer read(String resource) {
        String ending = resource.substring(resource.lastIndexOf('.') + 1);
        return Answer.bytes(Objects.requireNonNull(TYPES.get(ending), resource), bytes(resource));
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer file = files.get(Request.getPathInContext(request));
        if (file == null || !HttpMethod.GET.is(request.getMethod())) {
            Replies.send(Problem.of(new Refusal(404, "There is nothing at this address.")), response, callback);
            return true;
        }
        Replies.send(file, response, callback);
        return true;
    }
}
