package io.talkinghead.bench;

import io.talkinghead.graph.face.FaceNet;
import io.talkinghead.graph.face.FaceNetFile;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.graph.rewrite.Rewritten;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints how much faster the face networks run for being rewritten, on one thread and on two. */
public final class FaceTable {
    private static final int TURNS = 21;
    private static final int RUNS = 20;

    private FaceTable() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        for (FaceNetFile net : FaceNetFile.values()) {
            for (int threads = 1; threads <= 2; threads++) {
                try (PlainSession plain = open(net, Set.of(), threads);
                        PlainSession rewritten = open(net, Rewriting.standard(), threads)) {
                    Turns turns = new Turns(threads)
                            .add("plain", plain::run)
                            .add("rewritten", rewritten::run)
                            .take(TURNS, RUNS);
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %d | %s | %.1f ms |%n",
                            net.name().toLowerCase(Locale.ROOT),
                            threads,
                            turns.ratio("plain", "rewritten"),
                            turns.median("rewritten"));
                }
            }
        }
    }

    private static PlainSession open(FaceNetFile net, Set<Rewriting> chosen, int threads) throws Exception {
        Rewritten network =
                Rewriting.apply(FaceNet.network(net).model(), Map.of(), chosen);
        return PlainSession.open(network.model(), network.weights(), threads, false);
    }
}
