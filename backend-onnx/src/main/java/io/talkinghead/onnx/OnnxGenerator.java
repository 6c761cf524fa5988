package io.talkinghead.onnx;

import com.google.common.collect.Maps;
import io.talkinghead.graph.GeneratorGraph;
import io.talkinghead.graph.NetworkGraph;
import io.talkinghead.graph.PersonWeights;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.person.Person;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.Generator;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** The generator on ONNX Runtime, ready for one person. */
final class OnnxGenerator implements Generator {
    private final ModelSpec spec;
    private final OnnxSession session;
    private final float[] psi;

    private OnnxGenerator(ModelSpec spec, OnnxSession session, float[] psi) {
        this.spec = spec;
        this.session = session;
        this.psi = psi;
    }

    static OnnxGenerator open(ModelBundle model, Person person, BackendOptions options) {
        ModelSpec spec = model.spec();
        PersonWeights weights = PersonWeights.of(model, person);
        NetworkGraph graph = GeneratorGraph.of(spec);
        var parameters = Maps.asMap(graph.parameters(), weights.generator()::tensor);
        return new OnnxGenerator(
                spec, OnnxSession.open("generator", graph.model(), parameters, options), weights.psi());
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Pass newPass() {
        long resolution = spec.resolution();
        boolean guided = spec.conditioning() == Conditioning.GUIDED;
        Map<String, long[]> outputs = new HashMap<>();
        outputs.put(GeneratorGraph.IMAGE, new long[] {1, 3, resolution, resolution});
        if (guided) {
            outputs.put(GeneratorGraph.MASK, new long[] {1, 1, resolution, resolution});
        }
        OnnxSession.Call call = session.newCall(
                Map.of(
                        GeneratorGraph.INPUT,
                        new long[] {1, spec.conditioning().inputChannels(), resolution, resolution},
                        GeneratorGraph.PSI,
                        new long[] {1, psi.length}),
                outputs);
        call.buffer(GeneratorGraph.PSI).put(0, psi);
        FloatBuffer mask = guided ? call.buffer(GeneratorGraph.MASK) : FloatBuffer.allocate(0);
        return new OnnxPass(call, mask);
    }

    @Override
    public void close() {
        session.close();
    }

    private record OnnxPass(OnnxSession.Call call, FloatBuffer mask) implements Pass {
        @Override
        public FloatBuffer input() {
            return call.buffer(GeneratorGraph.INPUT);
        }

        @Override
        public void run() {
            call.run();
        }

        @Override
        public FloatBuffer image() {
            return call.buffer(GeneratorGraph.IMAGE);
        }

        @Override
        public void close() {
            call.close();
        }
    }
}
