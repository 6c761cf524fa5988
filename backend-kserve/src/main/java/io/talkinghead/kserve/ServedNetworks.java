package io.talkinghead.kserve;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.served.ServedName;
import java.util.HashSet;
import java.util.Set;

/** Opens networks on a server: it must have them, under the name that tells their hash, with the same inputs and outputs. */
record ServedNetworks(ModelServer server) implements NetworkEngine {
    @Override
    public NetworkSession open(Network network) {
        ServedName name = ServedName.of(network);
        JsonNode found = server.describe(name);
        check(name, "inputs", network.shapes().inputs().keySet(), found);
        check(name, "outputs", network.shapes().outputs().keySet(), found);
        return new ServedNetwork(server, name, network.shapes());
    }

    private static void check(ServedName name, String which, Set<String> expected, JsonNode found) {
        Set<String> names = new HashSet<>();
        found.path(which).forEach(tensor -> names.add(tensor.path("name").asText()));
        if (!names.containsAll(expected)) {
            throw new TalkingHeadException(
                    ErrorCode.MODEL_INVALID,
                    "what the model server has as " + name + " has the " + which + " " + names + " instead of "
                            + expected + "; write it again by 'talkinghead export triton'");
        }
    }
}
