package io.talkinghead.graph.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Uninterruptibles;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.model.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedLeasesTest {
    private final List<FakeSession> started = new ArrayList<>();
    private final NetworkEngine networks = new Leases().shared(network -> {
        FakeSession session = new FakeSession();
        started.add(session);
        return session;
    });
    private final Tensor weight = Tensor.of(List.of(1), new float[] {1});

    @Test
    void open_sameWeightsTwice_startsOnce() {
        networks.open(network(weight));
        networks.open(network(weight));
        assertThat(started).hasSize(1);
    }

    @Test
    void open_weightsOfATunedPerson_startsAnother() {
        networks.open(network(weight));
        networks.open(network(Tensor.of(List.of(1), new float[] {1})));
        assertThat(started).hasSize(2);
    }

    @Test
    void close_oneOfTwo_endsItsOwnCallsOnly() {
        NetworkSession first = networks.open(network(weight));
        NetworkSession second = networks.open(network(weight));
        first.newCall();
        second.newCall();
        first.close();
        first.close();
        assertThat(started.get(0).closed).isFalse();
        assertThat(started.get(0).calls).extracting(call -> call.closed).containsExactly(true, false);
        assertThatThrownBy(first::newCall).isInstanceOf(IllegalStateException.class);
        second.newCall().run();
    }

    @Test
    void close_theLast_stopsTheNetworkAndTheNextStartsItAnew() {
        NetworkSession first = networks.open(network(weight));
        NetworkSession second = networks.open(network(weight));
        first.close();
        second.close();
        assertThat(started.get(0).closed).isTrue();
        networks.open(network(weight));
        assertThat(started).hasSize(2);
    }

    @Test
    void open_whatDidNotStart_isStartedByTheNext() {
        boolean[] broken = {true};
        NetworkEngine frail = new Leases().shared(network -> {
            if (broken[0]) {
                throw new IllegalStateException("broken");
            }
            return new FakeSession();
        });
        assertThatThrownBy(() -> frail.open(network(weight))).hasMessage("broken");
        broken[0] = false;
        frail.open(network(weight)).newCall().run();
    }

    @Test
    void open_sameNetworkFromManyThreads_startsOnceAndOthersDoNotWaitForIt() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        NetworkEngine slow = new Leases().shared(network -> {
            if (network.weights().containsValue(weight)) {
                starting.countDown();
                Uninterruptibles.awaitUninterruptibly(goOn);
            }
            synchronized (started) {
                started.add(new FakeSession());
                return started.get(started.size() - 1);
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<NetworkSession>> same = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                same.add(threads.submit(() -> slow.open(network(weight))));
            }
            starting.await();
            slow.open(network(Tensor.of(List.of(1), new float[] {2})));
            goOn.countDown();
            for (Future<NetworkSession> each : same) {
                each.get().newCall().run();
            }
            assertThat(started).hasSize(2);
        } finally {
            goOn.countDown();
            threads.shutdownNow();
        }
    }

    private static Network network(Tensor weight) {
        NetworkShapes shapes = new NetworkShapes(ImmutableMap.of(), ImmutableMap.of());
        return new Network("test", new byte[] {1, 2}, Map.of("w", weight), shapes);
    }

    private static final class FakeSession implements NetworkSession {
        final List<FakeCall> calls = new ArrayList<>();
        boolean closed;

        @Override
        public Call newCall() {
            FakeCall call = new FakeCall();
            calls.add(call);
            return call;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class FakeCall implements NetworkSession.Call {
        boolean closed;

        @Override
        public FloatBuffer buffer(String name) {
            return FloatBuffer.allocate(1);
        }

        @Override
        public void run() {
            assertThat(closed).isFalse();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
