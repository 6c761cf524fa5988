package io.talkinghead.cli.studio;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a studio: who names it by an address that is its own, comes from its own page, and knows its token.
 *
 * <p>A page of another site can make a browser ask for anything, also under a name of its own that it lets point here; its browser then
 * names that site, in {@code Host} or in {@code Origin}.
 *
 * <p><b>Threading:</b> immutable.
 */
final class Access {
    private static final int TOKEN_BYTES = 24;

    private final Set<String> hosts;
    private final String token;
    private final String cookie;

    private Access(Set<String> hosts, int port, String token) {
        this.hosts = hosts;
        this.token = token;
        // Cookies are shared by all ports of a host.
        cookie = "talkinghead-" + port;
    }

    /** Makes a token for a studio that listens there. */
    static Access to(InetAddress bind, int port) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        Set<String> hosts = new HashSet<>();
        for (String name : names(bind)) {
            hosts.add(name + ":" + port);
        }
        return new Access(Set.copyOf(hosts), port, HexFormat.of().formatHex(random));
    }

    private static Set<String> names(InetAddress bind) {
        Set<String> names = new HashSet<>();
        if (bind.isLoopbackAddress() || bind.isAnyLocalAddress()) {
            names.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
        }
        if (!bind.isAnyLocalAddress()) {
            names.add(literal(bind));
            return names;
        }
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(Access::literal)
                    .forEach(names::add);
        } catch (SocketException ignored) {
            // Then it is known by this machine's own names only.
        }
        return names;
    }

    /** Returns an address as it stands in a URL. */
    static String literal(InetAddress address) {
        String words = address.getHostAddress();
        int zone = words.indexOf('%');
        String plain = zone < 0 ? words : words.substring(0, zone);
        return address instanceof Inet6Address ? "[" + plain + "]" : plain;
    }

    String token() {
        return token;
    }

    /** Returns the name of the cookie that holds the token. */
    String cookie() {
        return cookie;
    }

    /** Tells whether a {@code Host} is this studio. */
    boolean knowsHost(@Nullable String host) {
        return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Tells whether an {@code Origin} is the studio's own page, as it is called by {@code host}. */
    boolean isOwn(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host);
    }

    /** Tells whether this is the token, in a time that tells nothing about it. */
    boolean accepts(@Nullable String offered) {
        return offered != null
                && MessageDigest.isEqual(
                        offered.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
