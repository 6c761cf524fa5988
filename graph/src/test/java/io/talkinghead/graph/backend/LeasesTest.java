package io.talkinghead.graph.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final Network NETWORK =
            new Network("test", new byte[] {1}, Map.of(), new NetworkShapes(ImmutableMap.of(), ImmutableMap.of()));

    private final List<String> closed = new ArrayList<>();
    private final Leases networks = new Leases();
    private int opened;

    private NetworkEngine engine() {
        return networks.single(network -> new NamedSession("network " + opened++));
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
    void closedNetworks_moreThanFitIntoTheHeap_areHeldNoLonger() {
        NetworkEngine engine = networks.single(network -> new LargeSession());
        long moreThanFit = Runtime.getRuntime().maxMemory() / LargeSession.BYTES + 1;
        for (long i = 0; i < moreThanFit; i++) {
            engine.open(NETWORK).close();
        }
        networks.close();
    }

    private static final class LargeSession implements NetworkSession {
        static final int BYTES = 8 << 20;
        private final byte[] weights = new byte[BYTES];

        @Override
        public Call newCall() {
            throw new UnsupportedOperationException(weights.length + " bytes of nothing");
        }

        @Override
        public void close() {}
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
