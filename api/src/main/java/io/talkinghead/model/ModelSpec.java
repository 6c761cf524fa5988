package io.talkinghead.model;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The architecture of one model, from which every backend builds the same networks (paper, section A.4). To make one, begin with
 * {@link #paper} or {@link #compact} and change what differs.
 *
 * @param base channels of the first block
 * @param max upper limit of a block's channels; also the width of the bottleneck
 * @param resolution side of the square input and output in pixels, a multiple of 64
 * @param upsampling where the up blocks double the resolution
 * @param conditioning what the generator sees of the target
 * @param bottleneckBlocks residual AdaIN blocks at the lowest resolution
 * @param embedding length of the identity embedding
 * @param epsilon of every instance normalisation
 */
@API(status = API.Status.STABLE, since = "0.1")
public record ModelSpec(
        int base,
        int max,
        int resolution,
        Upsampling upsampling,
        Conditioning conditioning,
        int bottleneckBlocks,
        int embedding,
        double epsilon) {
    /** Down blocks of the embedder and of the discriminator. */
    public static final int EMBEDDER_BLOCKS = 6;
    /** Down blocks, and up blocks, of the generator. */
    public static final int GENERATOR_BLOCKS = 4;
    /** The embedder's and the discriminator's attention stands after this many blocks. */
    public static final int EMBEDDER_ATTENTION_AFTER = 3;
    /** The generator's down attention stands after this many down blocks. */
    public static final int DOWN_ATTENTION_AFTER = 3;
    /** The generator's up attention stands after this many up blocks. */
    public static final int UP_ATTENTION_AFTER = 2;

    /** Checks that the sizes fit together. */
    public ModelSpec {
        checkArgument(base >= 8, "base must be at least 8, not %s", base);
        checkArgument(max >= base, "max must be at least base %s, not %s", base, max);
        checkArgument(
                resolution >= 64 && resolution % 64 == 0, "resolution must be a multiple of 64, not %s", resolution);
        checkArgument(bottleneckBlocks > 0, "at least one bottleneck block is needed, not %s", bottleneckBlocks);
        int top = channels(base, max, EMBEDDER_BLOCKS - 1);
        checkArgument(
                embedding == top, "the embedding is as long as the last block is wide, %s, not %s", top, embedding);
        checkArgument(epsilon > 0, "epsilon must be positive, not %s", epsilon);
    }

    /** The paper's full size: 64 to 512 channels at 256 x 256, landmarks only, upsampling at the end of a block. */
    public static ModelSpec paper() {
        return new ModelSpec(64, 512, 256, Upsampling.BLOCK_END, Conditioning.landmarks(), 4, 512, 1e-4);
    }

    /** A narrow network for plain CPUs: 16 to 128 channels at 128 x 128, upsampling at the start of a block. */
    public static ModelSpec compact(Conditioning conditioning) {
        return new ModelSpec(16, 128, 128, Upsampling.BLOCK_START, conditioning, 4, 128, 1e-4);
    }

    /**
     * Reads a JSON file with the fields of a bundle's {@code spec}.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#MODEL_INVALID} naming what is
     *     wrong
     */
    public static ModelSpec read(Path file) {
        return SpecJson.read(file);
    }

    /** Returns the same network but for its conditioning. */
    public ModelSpec withConditioning(Conditioning other) {
        return new ModelSpec(base, max, resolution, upsampling, other, bottleneckBlocks, embedding, epsilon);
    }

    /** Returns a network of another width; its embedding is as long as the last block is wide. */
    public ModelSpec withChannels(int newBase, int newMax) {
        int top = channels(newBase, newMax, EMBEDDER_BLOCKS - 1);
        return new ModelSpec(newBase, newMax, resolution, upsampling, conditioning, bottleneckBlocks, top, epsilon);
    }

    /** Returns the same network for pictures of another side, in pixels. */
    public ModelSpec withResolution(int other) {
        return new ModelSpec(base, max, other, upsampling, conditioning, bottleneckBlocks, embedding, epsilon);
    }

    /** Returns the same network but for where it doubles the resolution. */
    public ModelSpec withUpsampling(Upsampling other) {
        return new ModelSpec(base, max, resolution, other, conditioning, bottleneckBlocks, embedding, epsilon);
    }

    /** Returns the same network with another number of residual blocks at the lowest resolution. */
    public ModelSpec withBottleneckBlocks(int other) {
        return new ModelSpec(base, max, resolution, upsampling, conditioning, other, embedding, epsilon);
    }

    /** Returns the output channels of block {@code k} (from 0) of a down path: {@code min(base * 2^k, max)}. */
    public int channels(int k) {
        return channels(base, max, k);
    }

    private static int channels(int base, int max, int k) {
        return (int) Math.min((long) base << k, max);
    }

    /** Returns the output channels of up block {@code k} (from 0): the down path mirrored. */
    public int upChannels(int k) {
        return channels(GENERATOR_BLOCKS - 1 - k);
    }

    /** Returns how many adaptive parameters (psi) the generator takes: a scale and a bias per AdaIN channel. */
    public int adaptiveParameters() {
        return 2 * adaptiveLayers().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the channels of the AdaIN layers in execution order: psi holds scale, then bias, of one after the other. */
    public List<Integer> adaptiveLayers() {
        List<Integer> layers = new ArrayList<>();
        int width = channels(GENERATOR_BLOCKS - 1);
        for (int k = 0; k < 2 * bottleneckBlocks; k++) {
            layers.add(width);
        }
        for (int k = 0; k < GENERATOR_BLOCKS; k++) {
            layers.add(width);
            width = upChannels(k);
            layers.add(width);
        }
        layers.add(width);
        return layers;
    }
}
