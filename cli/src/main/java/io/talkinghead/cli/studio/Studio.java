package io.talkinghead.cli.studio;

import io.talkinghead.Engine;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.slf4j.LoggerFactory;

/**
 * A server, on this machine, of a page on which people try their heads. All pages share one engine; what a page brings lies in memory or
 * in a temporary folder, and goes with it.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class Studio implements AutoCloseable {
    private static final int THREADS = 64;

    private final Server server;
    private final Access access;
    private final Pages pages;
    private final PhotoDesk desk;
    private final Path temporary;
    private final PageFolder folder;
    private final InetAddress bind;
    private final int port;

    private Studio(StudioOptions options, Engine engine, Path temporary) {
        this.temporary = temporary;
        folder = new PageFolder(temporary);
        PageFiles files = new PageFiles();
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("talkinghead-studio");
        threads.setDaemon(true);
        server = new Server(threads);
        // The server's version is nobody's business.
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.RFC3986);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(options.bind().getHostAddress());
        connector.setIdleTimeout(Limits.SILENCE.toMillis());
        server.addConnector(connector);
        bind = options.bind();
        port = listen(connector, options);
        access = Access.to(bind, port);
        long memory = Runtime.getRuntime().maxMemory() / Limits.PHOTOS_SHARE;
        desk = new PhotoDesk(engine, memory);
        pages = new Pages(new Floor(engine, desk, temporary, new Semaphore(Limits.RENDERINGS)));
        server.setHandler(new AccessHandler(access, new Handler.Sequence(sockets(), api(), files)));
    }

    /**
     * Starts a studio.
     *
     * @param engine that renders; it is not closed with the studio
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot listen at the address
     */
    public static Studio open(StudioOptions options, Engine engine) {
        return open(options, engine, temporary());
    }

    /** Starts one that keeps what pages bring in a folder, which it removes. */
    static Studio open(StudioOptions options, Engine engine, Path temporary) {
        Studio studio;
        try {
            studio = new Studio(options, engine, temporary);
        } catch (RuntimeException | Error e) {
            new PageFolder(temporary).close();
            throw e;
        }
        try {
            studio.server.start();
            return studio;
        } catch (Exception e) {
            studio.close();
            throw unusable(options, e);
        }
    }

    private static int listen(ServerConnector connector, StudioOptions options) {
        try {
            connector.setPort(options.port());
            connector.open();
        } catch (IOException e) {
            if (!options.otherPort() || options.port() == 0) {
                throw unusable(options, e);
            }
            StudioOptions other = new StudioOptions(options.bind(), 0, true);
            return listen(connector, other);
        }
        return connector.getLocalPort();
    }

    private static TalkingHeadException unusable(StudioOptions options, Exception cause) {
        return new TalkingHeadException(
                ErrorCode.OUTPUT_NOT_WRITABLE,
                "cannot serve the studio at " + Access.literal(options.bind()) + ", port " + options.port() + ": "
                        + cause.getMessage() + "; give another --port or --bind",
                cause);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("talkinghead-studio");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Handler sockets() {
        return WebSocketUpgradeHandler.from(server, container -> {
            limit(container);
            container.addMapping("/socket", (request, response, callback) -> new PageSocket(pages));
        });
    }

    private static void limit(ServerWebSocketContainer container) {
        container.setMaxBinaryMessageSize(Limits.FRAME_BYTES);
        container.setMaxFrameSize(Limits.FRAME_BYTES);
        container.setMaxTextMessageSize(Limits.WORDS_BYTES);
        container.setIdleTimeout(Limits.SILENCE);
    }

    private Handler api() {
        return new Api(pages, List.of(new PhotoRoute(), new PersonRoute(), new VideoRoute(), new TuningRoute()));
    }

    /** Returns the address to open, with the token. */
    public URI address() {
        InetAddress shown = bind.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bind;
        return URI.create("http://" + Access.literal(shown) + ":" + port + "/?token=" + access.token());
    }

    /** Returns how many pages are open. */
    public int pages() {
        return pages.count();
    }

    /** Returns the folder of all that pages bring. */
    Path folder() {
        return temporary;
    }

    /** Returns how many bytes the photos of all pages take. */
    long keptBytes() {
        return desk.kept();
    }

    /** Ends all pages and their work, and removes what they brought. */
    @Override
    public void close() {
        pages.close();
        try {
            server.stop();
        } catch (Exception e) {
            LoggerFactory.getLogger(Studio.class).warn("the studio did not stop in order", e);
        }
        folder.close();
    }

    /**
     * What all pages share.
     *
     * @param engine that renders
     * @param desk where photos are read
     * @param folder for their files
     * @param turns of those that render videos and tune
     */
    record Floor(Engine engine, PhotoDesk desk, Path folder, Semaphore turns) {}
}
