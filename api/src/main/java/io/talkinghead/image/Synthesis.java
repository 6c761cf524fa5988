package io.talkinghead.image;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a synthetic picture or video says of how it was made, as XMP: IPTC's digital source type, and the program and model. Frames that a
 * head renders carry it, and every file written of them says it.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param composite whether a synthetic part lies in a real picture ({@code compositeWithTrainedAlgorithmicMedia}), or all of it is synthetic
 *     ({@code trainedAlgorithmicMedia})
 * @param generator the program and its version; empty if a file does not tell
 * @param model the model's name; empty if a file does not tell
 * @param modelSha256 the sha256 of the model's weights in hexadecimal digits; empty if a file does not tell
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Synthesis(boolean composite, String generator, String model, String modelSha256) {
    private static final String TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/";
    private static final String WHOLE = TYPES + "trainedAlgorithmicMedia";
    private static final String PART = TYPES + "compositeWithTrainedAlgorithmicMedia";

    /** Checks that nothing is null. */
    public Synthesis {
        requireNonNull(generator, "generator");
        requireNonNull(model, "model");
        requireNonNull(modelSha256, "modelSha256");
    }

    /** Returns the URL of IPTC's digital source type. */
    public String digitalSourceType() {
        return composite ? PART : WHOLE;
    }

    /** Returns the XMP packet that says it. */
    public String xmp() {
        return Xmp.packet(this);
    }

    /**
     * Reads what a file says: a picture or video of any kind that contains an XMP packet with one of the two source types, whichever program
     * wrote it.
     *
     * @return nothing where the file does not say that it is synthetic
     * @throws IOException when the file cannot be read
     */
    public static Optional<Synthesis> read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return Xmp.find(in);
        }
    }

    /** Reads what the bytes of a file say, in the same way. */
    public static Optional<Synthesis> in(byte[] file) {
        try {
            return Xmp.find(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory could not be read", e);
        }
    }

    /** Returns what a source type means: of a whole or of a part; nothing for those that do not stand for a trained model's work. */
    static Optional<Boolean> isComposite(String digitalSourceType) {
        return switch (digitalSourceType) {
            case WHOLE -> Optional.of(false);
            case PART -> Optional.of(true);
            default -> Optional.empty();
        };
    }
}
