package io.talkinghead.kserve;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is, and how long it is waited for.
 *
 * @param url of the server, without the protocol's own paths and without a slash at its end
 * @param deadline the longest time of one call, with all its retries
 */
record Settings(URI url, Duration deadline) {
    /** Names the server: {@code http://HOST:8000}, or {@code https}. */
    static final String URL = "talkinghead.kserve.url";
    /** Names the longest time of one call, as in {@code PT10S}. */
    static final String DEADLINE = "talkinghead.kserve.deadline";

    private static final String DEFAULT_DEADLINE = "PT10S";

    /**
     * Reads the system properties; nothing when no server is named.
     *
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_REFUSED} when one cannot be understood
     */
    static Optional<Settings> read() {
        String url = System.getProperty(URL);
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        String deadline = System.getProperty(DEADLINE);
        return Optional.of(new Settings(url(url.strip()), deadline(deadline == null ? DEFAULT_DEADLINE : deadline)));
    }

    private static URI url(String found) {
        try {
            URI url = new URI(found.replaceAll("/+$", ""));
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web && url.getHost() != null && url.getQuery() == null && url.getFragment() == null) {
                return url;
            }
            throw wrong(URL, found, "a URL such as http://HOST:8000", null);
        } catch (URISyntaxException e) {
            throw wrong(URL, found, "a URL such as http://HOST:8000", e);
        }
    }

    private static Duration deadline(String found) {
        try {
            Duration deadline = Duration.parse(found);
            if (deadline.toMillis() >= 1) {
                return deadline;
            }
            throw wrong(DEADLINE, found, "a duration of a millisecond or more, such as PT10S", null);
        } catch (DateTimeParseException e) {
            throw wrong(DEADLINE, found, "a duration such as PT10S", e);
        }
    }

    private static TalkingHeadException wrong(String name, String found, String expected, @Nullable Throwable cause) {
        return new TalkingHeadException(
                ErrorCode.BACKEND_REFUSED,
                "the system property " + name + " is '" + found + "'; give " + expected + " or leave it out",
                cause);
    }
}
