package io.talkinghead.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.testkit.Golden;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model folders and specifications from somebody who means harm. */
class HostileBundleTest {
    @TempDir
    private Path place;

    @ParameterizedTest
    @ValueSource(strings = {"model.json", "weights.safetensors", "MODEL_CARD.md"})
    void open_linkThatLeadsOutOfTheFolder_isRefused(String name) throws IOException {
        Path folder = saved();
        Path outside = Files.move(folder.resolve(name), place.resolve(name));
        Files.createSymbolicLink(folder.resolve(name), outside);
        refused(ErrorCode.MODEL_INVALID, () -> ModelBundle.open(folder), name, "out of");
    }

    @Test
    void open_folderReachedByALink_works() throws IOException {
        Path folder = saved();
        Path link = Files.createSymbolicLink(place.resolve("link"), folder);
        assertThat(ModelBundle.open(link).name()).isEqualTo("tiny-block-end");
    }

    /** The names of files are fixed: what {@code model.json} names is not opened. */
    @ParameterizedTest
    @ValueSource(strings = {"../outside.txt", "/etc/passwd", "C:\\\\outside.txt"})
    void open_descriptionThatNamesOtherFiles_opensNone(String name) throws IOException {
        Path folder = saved();
        Files.writeString(place.resolve("outside.txt"), "secret");
        Path description = folder.resolve("model.json");
        String json = Files.readString(description);
        String changed = json.replace("\"weights.safetensors\" :", "\"" + name + "\" :");
        assertThat(changed).isNotEqualTo(json);
        Files.writeString(description, changed);
        refused(ErrorCode.MODEL_INVALID, () -> ModelBundle.open(folder), "weights.safetensors", "says null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.json", "weights.safetensors", "MODEL_CARD.md"})
    void open_gigabytesOfNothing_areRefusedInLittleMemory(String name) throws IOException {
        Path folder = saved();
        grow(folder.resolve(name));
        refused(ErrorCode.MODEL_INVALID, () -> ModelBundle.open(folder), name, "bytes");
    }

    @Test
    void read_specificationOrWeightsOfGigabytesOfNothing_areRefusedInLittleMemory() throws IOException {
        Path spec = Files.writeString(place.resolve("spec.json"), "{}");
        grow(spec);
        refused(ErrorCode.MODEL_INVALID, () -> ModelSpec.read(spec), "spec.json");
        Path weights = Files.writeString(place.resolve("weights.safetensors"), "");
        grow(weights);
        refused(ErrorCode.WEIGHTS_INVALID, () -> Safetensors.read(weights), "weights.safetensors");
        // Small enough to be tried, were its beginning not looked at first.
        try (RandomAccessFile file = new RandomAccessFile(weights.toFile(), "rw")) {
            file.setLength(Integer.MAX_VALUE);
        }
        refused(ErrorCode.WEIGHTS_INVALID, () -> Safetensors.read(weights), "weights.safetensors");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40, 17 << 20})
    void read_headerLongerThanItCanBe_isRefused(long length) throws IOException {
        byte[] bytes = new byte[64];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (length >> (8 * i));
        }
        System.arraycopy("{}".getBytes(StandardCharsets.UTF_8), 0, bytes, 8, 2);
        Path weights = Files.write(place.resolve("weights.safetensors"), bytes);
        refused(ErrorCode.WEIGHTS_INVALID, () -> Safetensors.read(weights), "header");
    }

    private Path saved() {
        Path folder = place.resolve("model");
        Golden.tinyModel(Upsampling.BLOCK_END).save(folder);
        return folder;
    }

    private static void grow(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(5L << 30);
        }
    }

    private static void refused(ErrorCode code, ThrowingCallable call, String... says) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(says);
    }
}
