package io.talkinghead.cli.studio;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of pages: {@code /api/pages/ID/...}. Everything else is for the handler after it. */
final class Api extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final String BELOW = "/api/pages/";
    private static final int MOST_NAME = 100;

    private final Pages pages;
    private final List<Route> routes;

    Api(Pages pages, List<Route> routes) {
        this.pages = pages;
        this.routes = List.copyOf(routes);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (!path.startsWith(BELOW)) {
            return false;
        }
        Answer answer;
        try (InputStream body = Request.asInputStream(request)) {
            answer = answer(call(request, path, body));
        } catch (Exception | OutOfMemoryError e) {
            Problem problem = Problem.logged(e, LOG, "a request failed");
            if (!problem.isOurs()) {
                LOG.warn("refused: {} {}", problem.code(), problem.message());
            }
            // The rest of what was sent is not read: the connection cannot go on.
            if (!request.consumeAvailable()) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            Replies.send(problem, response, callback);
            return true;
        }
        Replies.send(answer, response, callback);
        return true;
    }

    private Call call(Request request, String path, InputStream body) {
        List<String> parts = List.of(path.substring(BELOW.length()).split("/", -1));
        Page page = pages.get(parts.get(0));
        String name = Request.extractQueryParameters(request).getValue("name");
        Upload upload = new Upload(body, request.getLength());
        return new Call(request.getMethod(), page, parts.subList(1, parts.size()), shown(name), upload);
    }

    /** What a file is called in messages; it is never opened by this name. */
    private static String shown(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return "the file";
        }
        String plain = name.replaceAll("[\\p{Cntrl}/\\\\]", "_").strip();
        return plain.length() > MOST_NAME ? plain.substring(0, MOST_NAME) + "..." : plain;
    }

    private Answer answer(Call call) {
        for (Route route : routes) {
            Optional<Answer> answer = route.answer(call);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new Refusal(404, "There is nothing at this address.");
    }
}
