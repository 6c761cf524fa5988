package io.talkinghead.tensorrt;

import io.talkinghead.graph.backend.OutputChecks;
import io.talkinghead.graph.net.NetworkEmbedder;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.Generator;
import java.util.function.Function;

/**
 * Opens networks whose output is compared with another engine's.
 *
 * @param gpu starts them
 * @param check compares
 */
record GpuChecks(GpuNetworks gpu, OutputCheck check) implements OutputChecks {
    @Override
    public Embedder embedder(ModelBundle model, Function<NetworkEngine, Embedder> opener) {
        return gpu.openChecked(opener, embedder -> check.embedder(embedder, model));
    }

    @Override
    public Generator generator(ModelBundle model, Person person, Function<NetworkEngine, Generator> opener) {
        if (!model.spec().conditioning().lends()) {
            return checked(model, person, opener);
        }
        // What lends shows too little in the picture to be judged by it. It is kept open for the generator to share.
        Embedder lender = embedder(model, engine -> NetworkEmbedder.open(model, engine));
        try {
            return checked(model, person, opener);
        } finally {
            lender.close();
        }
    }

    private Generator checked(ModelBundle model, Person person, Function<NetworkEngine, Generator> opener) {
        return gpu.openChecked(opener, generator -> check.generator(generator, model, person));
    }
}
