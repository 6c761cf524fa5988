package io.talkinghead.cli;

import io.talkinghead.tuning.ContentNetworks;
import io.talkinghead.tuning.TuningOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The networks of the content loss that a user may bring. */
final class ContentFiles {
    @Option(
            names = "--vgg19",
            paramLabel = "FILE",
            description = "Use the paper's VGG19: a safetensors file with Caffe's weights.")
    private @Nullable Path vgg19;

    @Option(
            names = "--vgg-face",
            paramLabel = "FILE",
            description = "Use the paper's VGGFace: a safetensors file with Caffe's weights.")
    private @Nullable Path vggFace;

    /** Returns these networks, and the shipped ones in the place of those not given. */
    ContentNetworks networks() {
        return new ContentNetworks(Optional.ofNullable(vgg19), Optional.ofNullable(vggFace));
    }

    /** Returns the files given. */
    List<Path> files() {
        return Stream.concat(Stream.ofNullable(vgg19), Stream.ofNullable(vggFace))
                .toList();
    }

    /** Returns the default options of a tuning with these networks. */
    TuningOptions tuning() {
        return TuningOptions.defaults().withContent(networks());
    }

    /** Refuses files that nothing would look at, and says what to give for that to be different. */
    void checkUsed(boolean tunes, String remedy) {
        if (!tunes && (vgg19 != null || vggFace != null)) {
            throw new UsageException("--vgg19 and --vgg-face are for tuning: " + remedy);
        }
    }
}
