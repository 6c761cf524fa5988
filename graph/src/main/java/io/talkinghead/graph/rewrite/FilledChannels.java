package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Maps of 24 channels as maps of 32, the last of which are empty. ONNX Runtime's blocked layout takes channels in groups of sixteen; for
 * others it falls back to a kernel that takes twice as long.
 *
 * <p>Proof: a convolution whose further outputs have no weights makes empty maps; rectified, added, pooled or convolved each by itself they
 * stay empty; and what sums over them has no weights for them.
 */
final class FilledChannels implements Rewrite {
    private static final int BLOCK = 16;

    @Override
    public void apply(Draft draft) {
        Set<String> seen = new HashSet<>();
        for (NodeProto conv : draft.nodes("Conv")) {
            int channels = outputs(draft, conv);
            if (channels > BLOCK && channels % BLOCK != 0 && !seen.contains(conv.getOutput(0))) {
                EqualMaps maps = EqualMaps.with(draft, conv.getOutput(0));
                seen.addAll(maps.names());
                if (maps.canBeFilled()) {
                    int filled = (channels + BLOCK - 1) / BLOCK * BLOCK;
                    new FilledMaps(draft, maps, channels, filled).replace();
                }
            }
        }
    }

    /** Returns how many channels a convolution makes whose weights lie in the model; 0 for others. */
    private static int outputs(Draft draft, NodeProto conv) {
        List<Integer> kernel = draft.shape(conv.getInput(1));
        return kernel == null || !EqualMaps.sums(conv) ? 0 : kernel.get(0);
    }
}
