package io.talkinghead.cli.studio;

import java.util.Map;
import org.eclipse.jetty.server.Response;

/** What every answer tells the browser: use nothing from elsewhere, give nothing away, keep nothing. */
final class SafetyHeaders {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(self), microphone=(), geolocation=()",
            "Referrer-Policy",
            "no-referrer",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Cache-Control",
            "no-store");

    private SafetyHeaders() {}

    static void addTo(Response response) {
        HEADERS.forEach((name, value) -> response.getHeaders().put(name, value));
    }
}
