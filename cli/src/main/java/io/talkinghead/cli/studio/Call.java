package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request of a page.
 *
 * @param method of HTTP
 * @param page that asks
 * @param path below the page's own address
 * @param name of the file that is brought, as people are told
 * @param upload its body
 */
record Call(String method, Page page, List<String> path, String name, Upload upload) {
    /** Tells whether it is such a request; a {@code *} in the path stands for anything. */
    boolean is(String wantedMethod, String... wantedPath) {
        if (!method.equals(wantedMethod) || path.size() != wantedPath.length) {
            return false;
        }
        for (int i = 0; i < wantedPath.length; i++) {
            if (!wantedPath[i].equals("*") && !wantedPath[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns a number of the path. */
    int number(int place) {
        String part = path.get(place);
        if (!part.matches("\\d{1,9}")) {
            throw Refusal.notFound(part.length() > 20 ? "such thing" : "'" + part + "'");
        }
        return Integer.parseInt(part);
    }

    /** Returns the body, which is JSON. */
    JsonNode json() {
        return Json.object(new String(upload.bytes("The request", Limits.WORDS_BYTES), StandardCharsets.UTF_8));
    }
}
