package io.talkinghead.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenNetworksTest {
    private static final Network NETWORK =
            new Network("test", new byte[] {1}, Map.of(), new NetworkShapes(ImmutableMap.of(), ImmutableMap.of()));

    private final List<String> closed = new ArrayList<>();
    private final OpenNetworks networks = new OpenNetworks();
    private int opened;

    private NetworkEngine engine() {
        return networks.around(network -> new NamedSession("network " + opened++));
    }

    @Test
    void close_whatWasForgotten_isClosedTheLatestFirst() {
        NetworkEngine engine = engine();
        engine.open(NETWORK);
        NetworkSession second = engine.open(NETWORK);
        networks.add(() -> (AutoCloseable) () -> closed.add("tuner"));
        engine.open(NETWORK);
        second.close();
        networks.close();
        networks.close();
        assertThat(closed).containsExactly("network 1", "network 2", "tuner", "network 0");
    }

    @Test
    void open_afterClose_isRefused() {
        NetworkEngine engine = engine();
        networks.close();
        assertThatThrownBy(() -> engine.open(NETWORK)).isInstanceOf(IllegalStateException.class);
        assertThat(opened).isZero();
    }

    @Test
    void closedNetwork_isHeldNoLonger() throws Exception {
        NetworkEngine engine = engine();
        WeakReference<NetworkSession> gone = openAndClose(engine);
        for (int look = 0; look < 100 && gone.get() != null; look++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(gone.get()).isNull();
        networks.close();
    }

    private static WeakReference<NetworkSession> openAndClose(NetworkEngine engine) {
        NetworkSession session = engine.open(NETWORK);
        session.close();
        return new WeakReference<>(session);
    }

    private final class NamedSession implements NetworkSession {
        private final String name;

        NamedSession(String name) {
            this.name = name;
        }

        @Override
        public Call newCall() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }
}
