package io.talkinghead.graph.served;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.talkinghead.graph.face.FaceNet;
import io.talkinghead.graph.face.FaceNetFile;
import io.talkinghead.graph.feature.FeatureNetFile;
import io.talkinghead.graph.feature.NetworkFeatureExtractor;
import io.talkinghead.graph.net.NetworkEmbedder;
import io.talkinghead.graph.net.NetworkGenerator;
import io.talkinghead.graph.net.PersonWeights;
import io.talkinghead.graph.network.Network;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.FeatureNet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * A folder of networks as Triton loads it: for each {@code NAME/config.pbtxt} and {@code NAME/1/model.onnx}. Networks that are
 * there already are written again; all others in the folder stay.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ModelRepository {
    /** The file that tells how to run a network. */
    public static final String CONFIG = "config.pbtxt";
    /** The network's file: what it computes follows from the name, so there is one version. */
    public static final String MODEL = "1/model.onnx";

    private final Path folder;
    private final ServingOptions options;

    /**
     * Names the folder, new or begun before.
     *
     * @param folder for the networks
     * @param options how they are to be run
     */
    public ModelRepository(Path folder, ServingOptions options) {
        this.folder = folder;
        this.options = options;
    }

    /**
     * Adds what every head of a model needs: its embedder and generator, and the networks that find and read faces.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot
     *     be written, {@link io.talkinghead.error.ErrorCode#MODEL_NOT_FOUND} without the face networks on the class path
     */
    public void addModel(ModelBundle model) {
        for (FaceNetFile file : FaceNetFile.values()) {
            add(FaceNet.network(file));
        }
        add(NetworkEmbedder.network(model));
        add(NetworkGenerator.network(model.spec(), model.weights()));
    }

    /**
     * Adds the generator of a person who was tuned; others need the model's alone, and nothing is added.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#PERSON_OF_OTHER_MODEL} when the
     *     person was made with another model, {@link io.talkinghead.error.ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be written
     */
    public void addPerson(ModelBundle model, Person person) {
        add(NetworkGenerator.network(
                model.spec(), PersonWeights.of(model, person).generator()));
    }

    /** Adds the feature networks, which only evaluation and tuning ask for. */
    public void addFeatureNetworks() {
        for (FeatureNet net : FeatureNet.values()) {
            add(NetworkFeatureExtractor.network(FeatureNetFile.of(net)));
        }
    }

    /** Adds one network; returns its name. */
    public ServedName add(Network network) {
        ServedName name = ServedName.of(network);
        Path target = folder.resolve(name.toString());
        ServedModel model = ServedModel.of(network, options.batch());
        // The model first: a server that looks meanwhile takes a folder with its description for complete.
        AtomicFile.write(target.resolve(MODEL), file -> Files.write(file, model.onnx()));
        String config = new ModelConfig(name, network, model.batch(), options).text();
        AtomicFile.write(target.resolve(CONFIG), file -> Files.write(file, config.getBytes(UTF_8)));
        return name;
    }
}
