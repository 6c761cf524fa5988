package io.talkinghead.cli.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who may use a studio. */
class StudioAccessTest {
    @RegisterExtension
    static final RunningStudio RUNNING = new RunningStudio();

    private final URI address = RUNNING.studio().address();
    private final String host = address.getAuthority();
    private final String token = address.getQuery().substring("token=".length());
    private final String cookie = "Cookie: talkinghead-" + address.getPort() + "=" + token;

    @Test
    void address_withItsToken_givesThePageAndACookieThatScriptsCannotRead() throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>TalkingHead Studio</title>");
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly", "SameSite=Strict");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().map().keySet()).doesNotContain("Access-Control-Allow-Origin", "Server");
    }

    @Test
    void studio_thatCannotListen_leavesNoFolder(@TempDir Path folder) throws Exception {
        Path own = Files.createDirectory(folder.resolve("studio"));
        StudioOptions elsewhere = new StudioOptions(InetAddress.getByName("192.0.2.1"), 0, false);
        assertThatThrownBy(() -> Studio.open(elsewhere, RUNNING.engine(), own)).hasMessageContaining("TH-501");
        assertThat(own).doesNotExist();
    }

    @Test
    void page_needsNothingFromElsewhere() throws Exception {
        for (String file : List.of("/index.html", "/studio.css", "/main.js")) {
            String content = asked("GET " + file + " HTTP/1.1", "Host: " + host, cookie);
            assertThat(content).startsWith("HTTP/1.1 200");
            assertThat(content.replace("http://www.w3.org/2000/svg", "")).doesNotContainPattern("https?://");
        }
    }

    @Test
    void token_missingOrWrong_isRefused() throws Exception {
        String last = token.substring(0, token.length() - 1) + (token.endsWith("0") ? "1" : "0");
        assertThat(asked("GET / HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 403");
        assertThat(asked("GET /?token= HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 403");
        assertThat(asked("GET /?token=" + last + " HTTP/1.1", "Host: " + host))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("Set-Cookie");
        assertThat(asked("GET /main.js HTTP/1.1", "Host: " + host, "Cookie: talkinghead-1=" + token))
                .startsWith("HTTP/1.1 403");
        assertThat(asked("GET /main.js HTTP/1.1", "Host: " + host, cookie)).startsWith("HTTP/1.1 200");
    }

    @Test
    void host_thatIsNotTheStudios_isRefusedEvenWithTheToken() throws Exception {
        for (String other : List.of("evil.example", "evil.example:" + address.getPort(), "127.0.0.1", "localhost:1")) {
            assertThat(asked("GET /?token=" + token + " HTTP/1.1", "Host: " + other))
                    .as(other)
                    .startsWith("HTTP/1.1 403")
                    .doesNotContain("Set-Cookie");
        }
        assertThat(asked("GET /?token=" + token + " HTTP/1.1", "Host: localhost:" + address.getPort()))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void origin_ofAnotherSiteOrNone_mayNeitherWriteNorOpenASocket() throws Exception {
        String post = "POST /api/pages/x/samples/joconde.jpg HTTP/1.1";
        String own = "Origin: http://" + host;
        assertThat(asked(post, "Host: " + host, cookie, "Content-Length: 0")).startsWith("HTTP/1.1 403");
        assertThat(asked(post, "Host: " + host, cookie, "Content-Length: 0", "Origin: http://evil.example"))
                .startsWith("HTTP/1.1 403");
        assertThat(asked(post, "Host: " + host, cookie, "Content-Length: 0", "Origin: null"))
                .startsWith("HTTP/1.1 403");
        assertThat(asked(post, "Host: " + host, cookie, "Content-Length: 0", own, "Sec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 403");
        // The page is none: with all else in order it is looked for.
        assertThat(asked(post, "Host: " + host, cookie, "Content-Length: 0", own))
                .startsWith("HTTP/1.1 404");
        assertThat(asked("GET /main.js HTTP/1.1", "Host: " + host, cookie, "Origin: http://evil.example"))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("Access-Control");
    }

    @Test
    void socket_ofAnotherSiteOrWithoutToken_isNotOpened() {
        WebSocket.Builder foreign = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Cookie", cookie.substring("Cookie: ".length()))
                .header("Origin", "http://evil.example");
        WebSocket.Builder unknown =
                HttpClient.newHttpClient().newWebSocketBuilder().header("Origin", "http://" + host);
        for (WebSocket.Builder builder : List.of(foreign, unknown)) {
            assertThatThrownBy(() -> builder.buildAsync(
                                    URI.create("ws://" + host + "/socket"), new WebSocket.Listener() {})
                            .join())
                    .hasRootCauseMessage("Unexpected HTTP response status code 403");
        }
        assertThat(RUNNING.studio().pages()).isZero();
    }

    @Test
    void path_thatLeadsOut_findsNothing() throws Exception {
        for (String path : List.of(
                "/../../etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/samples/..%5c..%5cpom.xml",
                "/samples/../studio/index.html/../../../pom.xml",
                "//etc/passwd",
                "/studio.css/",
                "/samples/demo-track.json",
                "/files.txt",
                "/index.html%00.css")) {
            assertThat(asked("GET " + path + " HTTP/1.1", "Host: " + host, cookie))
                    .as(path)
                    .containsPattern("^HTTP/1.1 40[04]");
        }
    }

    @Test
    void studio_onAPortThatIsTaken_takesAnotherOnlyIfAllowed() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        StudioOptions strict = new StudioOptions(loopback, address.getPort(), false);
        assertThatThrownBy(() -> Studio.open(strict, RUNNING.engine()))
                .isInstanceOf(TalkingHeadException.class)
                .hasMessageContaining("TH-501")
                .hasMessageContaining("--port");
        StudioOptions other = new StudioOptions(loopback, address.getPort(), true);
        try (Studio second = Studio.open(other, RUNNING.engine())) {
            assertThat(second.address().getPort()).isNotEqualTo(address.getPort());
            assertThat(second.address().getQuery()).isNotEqualTo(address.getQuery());
        }
    }

    /** Asks in letters, which Java's client would correct. */
    private String asked(String line, String... headers) throws IOException {
        String request = line + "\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
