package io.talkinghead.cli.studio;

import static com.google.common.base.Preconditions.checkArgument;

import java.net.InetAddress;

/**
 * Where a studio is served.
 *
 * @param bind the address it listens on
 * @param port of that address, 0 for any free one
 * @param otherPort whether a port that is taken is replaced by a free one
 */
public record StudioOptions(InetAddress bind, int port, boolean otherPort) {
    private static final int MAX_PORT = 65_535;

    /** Checks the port. */
    public StudioOptions {
        checkArgument(port >= 0 && port <= MAX_PORT, "a port is 0 to %s, not %s", MAX_PORT, port);
    }

    /** On this machine only, on any free port. */
    public static StudioOptions loopback() {
        return new StudioOptions(InetAddress.getLoopbackAddress(), 0, true);
    }
}
