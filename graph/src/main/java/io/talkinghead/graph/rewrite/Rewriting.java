package io.talkinghead.graph.rewrite;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.model.Tensor;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The exact changes that make a network cheaper to run, each to be had or not, for one picture a run. Training keeps the plain
 * graphs: their weights are the ones to learn.
 *
 * <p>They are applied in the order in which they stand here, where one makes place for the next. What each brings is in {@code
 * docs/performance.md}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Rewriting {
    /** AdaIN as one operator; psi cut into its layers once. */
    FOLDED_ADAIN,
    /** Attention before instead of behind an upsampling. */
    LOWERED_ATTENTION,
    /** Normalisation, activation and 1 x 1 convolution before instead of behind an upsampling. */
    LOWERED_UPSAMPLE,
    /** Convolution and averaging as one convolution of stride 2. */
    POOLED_CONVOLUTION,
    /** Upsampling and convolution as four convolutions of the small map. */
    UPSAMPLED_CONVOLUTION,
    /** The last convolution, to a picture's few channels, with four places at once. */
    FEW_OUTPUTS,
    /** A convolution of joined maps as the sum of one over whole blocks of channels and one over the rest. */
    SPLIT_CONVOLUTION,
    /** Samples at a grid as rows of a table, gathered and weighted. */
    GATHERED_SAMPLE,
    /** Small maps enlarged linearly as two products. */
    MULTIPLIED_RESIZE,
    /** PReLU as convolutions and ReLU, for the face networks. */
    BLOCKED_PRELU,
    /** Maps of 24 channels as maps of 32, for the network that finds faces. */
    FILLED_CHANNELS,
    /** Attention as one operator that only ONNX Runtime has. Not standard: it gains 0 to 2 %. */
    FUSED_ATTENTION,
    /** Attention, where it is not fused, without weights so small that processors are slow with them. */
    FLOORED_ATTENTION;

    private static final ImmutableSet<Rewriting> STANDARD =
            Sets.immutableEnumSet(EnumSet.complementOf(EnumSet.of(FUSED_ATTENTION)));

    private Rewrite rewrite() {
        return switch (this) {
            case FOLDED_ADAIN -> new FoldedAdaIn();
            case LOWERED_ATTENTION -> new LoweredAttention();
            case LOWERED_UPSAMPLE -> new LoweredUpsample();
            case POOLED_CONVOLUTION -> new PooledConvolution();
            case UPSAMPLED_CONVOLUTION -> new UpsampledConvolution();
            case FEW_OUTPUTS -> new FewOutputs();
            case SPLIT_CONVOLUTION -> new SplitConvolution();
            case GATHERED_SAMPLE -> new GatheredSample();
            case MULTIPLIED_RESIZE -> new MultipliedResize();
            case BLOCKED_PRELU -> new BlockedPRelu();
            case FILLED_CHANNELS -> new FilledChannels();
            case FUSED_ATTENTION -> new FusedAttention();
            case FLOORED_ATTENTION -> new FlooredAttention();
        };
    }

    /** Returns those that pay. All use the operators of ONNX alone, so any engine understands them. */
    public static Set<Rewriting> standard() {
        return STANDARD;
    }

    /**
     * Rewrites a network for one picture a run.
     *
     * @param model serialised ONNX, as this module's builders make it; what is not recognised stays
     * @param weights its external initialisers, all of them
     * @param chosen what to do; nothing returns the network as it is, but for the fixed batch size
     * @throws TalkingHeadException {@link ErrorCode#MODEL_INVALID} when the model is not ONNX, its graph is broken or a weight is
     *     missing
     */
    public static Rewritten apply(byte[] model, Map<String, Tensor> weights, Set<Rewriting> chosen) {
        try {
            Draft draft = new Draft(model, weights);
            for (Rewriting each : values()) {
                if (chosen.contains(each)) {
                    each.rewrite().apply(draft);
                }
            }
            return draft.build();
        } catch (TalkingHeadException e) {
            throw e;
        } catch (RuntimeException e) {
            // A graph that no builder of ours made may lack whatever its operators promise: inputs, attributes, sides.
            throw new TalkingHeadException(ErrorCode.MODEL_INVALID, "the network's graph is broken: " + e, e);
        }
    }
}
