package io.talkinghead.graph.served;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.talkinghead.graph.network.Network;
import io.talkinghead.model.Tensor;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The name of a network on a model server: what it is, and a hash of all that it computes with. So a server can hold the networks
 * of many models, and of tuned persons, beside each other, and none can be taken for another: the protocol has no other place for
 * a hash that every server shows.
 *
 * @param kind what it is: {@code talkinghead-generator}
 * @param hash 16 hexadecimal digits of the SHA-256 of its graph, as the builders make it, and its weights
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ServedName(String kind, String hash) {
    private static final int DIGITS = 16;

    /** Names a network. Reads all of its weights: some tenths of a second for a large one. */
    public static ServedName of(Network network) {
        Hasher hasher = Hashing.sha256().newHasher();
        hasher.putInt(network.model().length).putBytes(network.model());
        for (Map.Entry<String, Tensor> weight : new TreeMap<>(network.weights()).entrySet()) {
            Tensor tensor = weight.getValue();
            // Type, sides and with them the length too, so that values cannot pass from one weight to the next unseen.
            hasher.putString(weight.getKey() + "\n" + tensor + "\n", UTF_8).putBytes(tensor.bytes());
        }
        return new ServedName(
                "talkinghead-" + network.name().replace(' ', '-'),
                hasher.hash().toString().substring(0, DIGITS));
    }

    /** Tells whether a name on a server is of a network of this kind, whatever its hash. */
    public boolean isSameKind(String served) {
        return served.length() == kind.length() + 1 + DIGITS && served.startsWith(kind + "-");
    }

    /** Returns the whole name: {@code talkinghead-generator-0123456789abcdef}. */
    @Override
    public String toString() {
        return kind + "-" + hash;
    }
}
