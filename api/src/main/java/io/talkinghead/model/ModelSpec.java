package io.talkinghead.model;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The architecture of one model, from which every backend builds the same networks (paper, section A.4). To make one, begin with
 * {@link #paper}, {@link #compact} or {@link #turning} and change what differs.
 *
 * @param generator the generator's width; its limit is also the width of the bottleneck
 * @param embedder the embedder's and the discriminator's width
 * @param resolution side of the square input and output in pixels, a multiple of 64
 * @param upsampling where the up blocks double the resolution
 * @param conditioning what the generator sees of the target
 * @param bottleneckBlocks residual AdaIN blocks at the lowest resolution
 * @param epsilon of every instance normalisation
 */
@API(status = API.Status.STABLE, since = "0.1")
public record ModelSpec(
        Width generator,
        Width embedder,
        int resolution,
        Upsampling upsampling,
        Conditioning conditioning,
        int bottleneckBlocks,
        double epsilon) {
    /** Down blocks of the embedder and of the discriminator. */
    public static final int EMBEDDER_BLOCKS = 6;
    /** Up blocks of the generator, each doubling the side. */
    public static final int GENERATOR_BLOCKS = 4;
    /** The embedder's and the discriminator's attention stands after this many blocks. */
    public static final int EMBEDDER_ATTENTION_AFTER = 3;

    /** Checks that the sizes fit together. */
    public ModelSpec {
        checkArgument(
                resolution >= 64 && resolution % 64 == 0, "resolution must be a multiple of 64, not %s", resolution);
        checkArgument(bottleneckBlocks > 0, "at least one bottleneck block is needed, not %s", bottleneckBlocks);
        checkArgument(epsilon > 0, "epsilon must be positive, not %s", epsilon);
    }

    /** The paper's full size: 64 to 512 channels at 256 x 256, landmarks only, upsampling at the end of a block. */
    public static ModelSpec paper() {
        Width width = new Width(64, 512);
        return new ModelSpec(width, width, 256, Upsampling.BLOCK_END, Conditioning.landmarks(), 4, 1e-4);
    }

    /** A narrow network for plain CPUs: 16 to 128 channels at 128 x 128, upsampling at the start of a block. */
    public static ModelSpec compact(Conditioning conditioning) {
        Width width = new Width(16, 128);
        return new ModelSpec(width, width, 128, Upsampling.BLOCK_START, conditioning, 4, 1e-4);
    }

    /** The network of heads that turn: 16 to 128 channels at 256 x 256, its embedder, which runs once a photo, twice as wide. */
    public static ModelSpec turning() {
        return new ModelSpec(
                new Width(16, 128), new Width(32, 256), 256, Upsampling.BLOCK_START, Conditioning.turned(), 4, 1e-4);
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
        return new ModelSpec(generator, embedder, resolution, upsampling, other, bottleneckBlocks, epsilon);
    }

    /** Returns networks all of this width: channels of the first block, and of the widest. */
    public ModelSpec withChannels(int base, int max) {
        Width width = new Width(base, max);
        return new ModelSpec(width, width, resolution, upsampling, conditioning, bottleneckBlocks, epsilon);
    }

    /** Returns the same network with an embedder and a discriminator of another width. */
    public ModelSpec withEmbedder(Width other) {
        return new ModelSpec(generator, other, resolution, upsampling, conditioning, bottleneckBlocks, epsilon);
    }

    /** Returns the same network for pictures of another side, in pixels. */
    public ModelSpec withResolution(int other) {
        return new ModelSpec(generator, embedder, other, upsampling, conditioning, bottleneckBlocks, epsilon);
    }

    /** Returns the same network but for where it doubles the resolution. */
    public ModelSpec withUpsampling(Upsampling other) {
        return new ModelSpec(generator, embedder, resolution, other, conditioning, bottleneckBlocks, epsilon);
    }

    /** Returns the same network with another number of residual blocks at the lowest resolution. */
    public ModelSpec withBottleneckBlocks(int other) {
        return new ModelSpec(generator, embedder, resolution, upsampling, conditioning, other, epsilon);
    }

    /** Returns the length of the identity embedding: as long as the embedder's last block is wide. */
    public int embedding() {
        return embedder.channels(EMBEDDER_BLOCKS - 1);
    }

    /** Returns the output channels of the generator's up block {@code k} (from 0): the down path mirrored. */
    public int upChannels(int k) {
        return generator.channels(GENERATOR_BLOCKS - 1 - k);
    }

    /** Returns how many adaptive parameters (psi) the generator takes: a scale and a bias per AdaIN channel. */
    public int adaptiveParameters() {
        return 2 * adaptiveLayers().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the channels of the AdaIN layers in execution order: psi holds scale, then bias, of one after the other. */
    public List<Integer> adaptiveLayers() {
        List<Integer> layers = new ArrayList<>();
        int width = upChannels(0);
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
