package io.talkinghead.djl;

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

/** The generator on DJL, ready for one person. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record DjlGenerator(ModelSpec spec, DjlNetwork network, float[] psi) implements Generator {
    static DjlGenerator open(ModelBundle model, Person person, BackendOptions options) {
        PersonWeights weights = PersonWeights.of(model, person);
        NetworkGraph graph = GeneratorGraph.of(model.spec());
        var parameters = Maps.asMap(graph.parameters(), weights.generator()::tensor);
        return new DjlGenerator(model.spec(), DjlNetwork.open(graph.model(), parameters, options), weights.psi());
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
        DjlCall call = new DjlCall(
                network,
                Map.of(
                        GeneratorGraph.INPUT,
                        new long[] {1, spec.conditioning().inputChannels(), resolution, resolution},
                        GeneratorGraph.PSI,
                        new long[] {1, psi.length}),
                outputs);
        call.input(GeneratorGraph.PSI).put(0, psi);
        return new DjlPass(call, guided ? call.output(GeneratorGraph.MASK) : FloatBuffer.allocate(0));
    }

    @Override
    public void close() {
        network.close();
    }

    private record DjlPass(DjlCall call, FloatBuffer mask) implements Pass {
        @Override
        public FloatBuffer input() {
            return call.input(GeneratorGraph.INPUT);
        }

        @Override
        public void run() {
            call.run();
        }

        @Override
        public FloatBuffer image() {
            return call.output(GeneratorGraph.IMAGE);
        }

        @Override
        public void close() {
            call.close();
        }
    }
}
