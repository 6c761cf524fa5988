package io.talkinghead.cli.studio;

import com.google.common.base.Ticker;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets requests through that have {@link Access}; the first one, with the token in its URL, gets a cookie instead. */
final class AccessHandler extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(AccessHandler.class);

    private final Access access;
    private final RateLimit rate =
            new RateLimit(Limits.REQUESTS_A_SECOND, Limits.REQUESTS_AT_ONCE, Ticker.systemTicker());

    AccessHandler(Access access, Handler inside) {
        super(inside);
        this.access = access;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        SafetyHeaders.addTo(response);
        try {
            check(request);
        } catch (Refusal refusal) {
            LOG.warn(
                    "refused {} {} of {}: {}",
                    request.getMethod(),
                    printable(Request.getPathInContext(request)),
                    Request.getRemoteAddr(request),
                    refusal.getMessage());
            Replies.send(Problem.of(refusal), response, callback);
            return true;
        }
        if (offered(request) != null) {
            // Secure is left out: the studio is served without TLS.
            Response.addCookie(
                    response,
                    HttpCookie.build(access.cookie(), access.token())
                            .httpOnly(true)
                            .sameSite(HttpCookie.SameSite.STRICT)
                            .path("/")
                            .build());
        }
        return super.handle(request, response, callback);
    }

    private void check(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (!access.knowsHost(host)) {
            throw new Refusal(403, "This is not the studio's address. Open the one that it printed when it started.");
        }
        checkOrigin(request, String.valueOf(host));
        String offered = offered(request);
        if (!access.accepts(offered == null ? kept(request) : offered)) {
            throw new Refusal(
                    403, "The studio's token is missing or wrong. Open the address that it printed when it started.");
        }
        if (!rate.allows()) {
            throw new Refusal(429, "Too many requests at once. Wait a moment.");
        }
    }

    private void checkOrigin(Request request, String host) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        boolean reading = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        boolean socket = request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
        boolean own = origin == null ? reading && !socket : access.isOwn(origin, host);
        String site = request.getHeaders().get("Sec-Fetch-Site");
        boolean first = reading && !socket && Request.getPathInContext(request).equals("/");
        // Whoever opens the page may come from anywhere, with the token.
        if (!own || !(first || site == null || site.equals("same-origin"))) {
            throw new Refusal(403, "Only the studio's own page may do this.");
        }
    }

    private static @Nullable String offered(Request request) {
        return Request.extractQueryParameters(request).getValue("token");
    }

    private @Nullable String kept(Request request) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(access.cookie()))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse(null);
    }

    /** What a stranger sends must not write lines of its own into the log. */
    private static String printable(String path) {
        String plain = path.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() > 80 ? plain.substring(0, 80) + "..." : plain;
    }
}
