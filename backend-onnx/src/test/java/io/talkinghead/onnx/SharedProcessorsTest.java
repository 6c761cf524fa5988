package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtSession;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.face.FaceNet;
import io.talkinghead.graph.face.FaceNetFile;
import io.talkinghead.graph.net.NetworkGenerator;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A network of short operations has two threads while it is alone, and one while others run; nothing else changes. */
class SharedProcessorsTest {
    private static final EngineOptions TWO = EngineOptions.defaults().withThreads(2);

    private final Company company = new Company();

    static List<Conditioning> conditionings() {
        return List.of(Conditioning.landmarks(), Conditioning.turned());
    }

    @ParameterizedTest
    @MethodSource("conditionings")
    void run_besideOthers_givesTheBytesOfARunAlone(Conditioning conditioning) {
        Network network = generator(conditioning);
        assertThat(network.operations()).isEqualTo(Network.Operations.SHORT);
        Random random = new Random(5);
        try (NetworkSession session =
                        OnnxNetwork.engine(TWO, Rewriting.standard(), company).open(network);
                NetworkSession.Call call = session.newCall()) {
            network.shapes().inputs().forEach((input, shape) -> {
                float[] values = random(NetworkShapes.elements(shape), random);
                if (network.shapes().held().contains(input)) {
                    call.take(session.hold(input, values));
                } else {
                    call.buffer(input).put(0, values);
                }
            });
            Map<String, float[]> alone = NetworkRun.of(network, call);
            Map<String, float[]> beside = besideAnother(() -> NetworkRun.of(network, call));
            assertThat(beside.keySet()).isEqualTo(alone.keySet());
            alone.forEach((output, values) -> assertThat(beside.get(output))
                    .as("%s", output)
                    .isEqualTo(values)
                    .doesNotContain(Float.NaN));
        }
    }

    @Test
    void run_startsWhatRunsBesideOthersOnceTheyCome_andCloseEndsBoth() throws Exception {
        Network network = FaceNet.network(FaceNetFile.BLAZEFACE);
        List<String> started = new ArrayList<>();
        List<OrtSession> sessions = new ArrayList<>();
        OnnxSession session = new OnnxSession(
                company,
                starting("alone", network, started, sessions).get(),
                starting("beside", network, started, sessions));
        assertThat(started).containsExactly("alone");
        OnnxSession.Call call = session.newCall(network.shapes());
        call.run();
        call.run();
        assertThat(started).containsExactly("alone");
        for (int i = 0; i < 3; i++) {
            besideAnother(() -> {
                call.run();
                return call;
            });
        }
        assertThat(started).containsExactly("alone", "beside");
        session.close();
        assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class);
        for (OrtSession each : sessions) {
            assertThatThrownBy(each::getNumInputs).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void run_thatCannotStartItsSession_leavesTheOthersAlone() {
        Network network = FaceNet.network(FaceNetFile.BLAZEFACE);
        try (OnnxSession session = new OnnxSession(
                        company,
                        starting("alone", network, new ArrayList<>(), new ArrayList<>())
                                .get(),
                        () -> {
                            throw new IllegalArgumentException("no memory");
                        });
                OnnxSession.Call call = session.newCall(network.shapes())) {
            assertThatThrownBy(() -> besideAnother(() -> {
                        call.run();
                        return call;
                    }))
                    .hasMessage("no memory");
            for (int i = 0; i < 8; i++) {
                assertThatThrownBy(call::run).hasMessage("no memory");
            }
            call.run();
        }
    }

    private static Supplier<OrtSession> starting(
            String name, Network network, List<String> started, List<OrtSession> sessions) {
        return () -> {
            started.add(name);
            OrtSession session = OnnxSession.start(name, network.model(), network.weights(), TWO);
            sessions.add(session);
            return session;
        };
    }

    private <T> T besideAnother(Supplier<T> work) {
        company.enter();
        try {
            return work.get();
        } finally {
            company.leave();
        }
    }

    private static Network generator(Conditioning conditioning) {
        ModelSpec spec = ModelSpec.compact(conditioning).withChannels(16, 64).withResolution(64);
        Random random = new Random(3);
        Map<String, Tensor> weights = new HashMap<>();
        ParameterLayout.generator(spec).forEach((name, shape) -> {
            weights.put(name, Tensor.of(shape, random(shape.stream().reduce(1, Math::multiplyExact), random)));
        });
        return NetworkGenerator.network(spec, new Weights(weights));
    }

    private static float[] random(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.1 * random.nextGaussian());
        }
        return values;
    }
}
