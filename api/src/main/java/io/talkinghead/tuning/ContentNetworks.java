package io.talkinghead.tuning;

import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The networks of the content loss (paper, section 3.3). The paper's, VGG19 and VGGFace, cannot be shipped; a file that
 * the user gives is used with the paper's layers, preprocessing and weight; otherwise the shipped network takes its place.
 *
 * <p>Files are safetensors of 32- or 16-bit floats with Caffe's weights (BGR, 0 to 255, minus a mean colour), the tensors named as
 * torchvision does ({@code features.0.weight}) or after Caffe ({@code conv1_1.weight}). Weights that torchvision trained itself
 * have the same names and shapes but expect another input: they would be wrong without a warning.
 *
 * @param vgg19 instead of Inception
 * @param vggFace instead of dlib's face descriptor
 */
@API(status = API.Status.STABLE, since = "0.1")
public record ContentNetworks(Optional<Path> vgg19, Optional<Path> vggFace) {
    /** Those that are shipped. */
    public static ContentNetworks shipped() {
        return new ContentNetworks(Optional.empty(), Optional.empty());
    }

    /** The paper's. */
    public static ContentNetworks paper(Path vgg19, Path vggFace) {
        return new ContentNetworks(Optional.of(vgg19), Optional.of(vggFace));
    }

    /** Returns these networks with the user's VGG19. */
    public ContentNetworks withVgg19(Path file) {
        return new ContentNetworks(Optional.of(file), vggFace);
    }

    /** Returns these networks with the user's VGGFace. */
    public ContentNetworks withVggFace(Path file) {
        return new ContentNetworks(vgg19, Optional.of(file));
    }
}
