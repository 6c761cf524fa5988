package io.talkinghead.graph.backend;

import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.Generator;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * An engine's own look at what was opened, before anybody uses it: an engine that compiles networks may get one wrong, and has to
 * open it once more.
 *
 * <p><b>Threading:</b> any number of threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface OutputChecks {
    /**
     * Opens an embedder.
     *
     * @param opener opens it on the engine it is given, each time it is called
     */
    Embedder embedder(ModelBundle model, Function<NetworkEngine, Embedder> opener);

    /**
     * Opens a person's generator.
     *
     * @param opener opens it on the engine it is given, each time it is called
     */
    Generator generator(ModelBundle model, Person person, Function<NetworkEngine, Generator> opener);
}
