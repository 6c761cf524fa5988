package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.testkit.Golden;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code export triton}: which networks are written, and how they are described. */
class ExportCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path repository;
    private Path model;

    @BeforeEach
    void saveModel() {
        repository = folder.resolve("repository");
        model = folder.resolve("turned.zip");
        Golden.turnedModel().save(model);
    }

    private int export(String... more) {
        CommandLine line = TalkingHeadCommand.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(Stream.concat(
                        Stream.of("export", "triton", "--model", model.toString(), "--out", repository.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private List<String> kinds() throws IOException {
        try (Stream<Path> networks = Files.list(repository)) {
            return networks.map(network -> network.getFileName().toString())
                    .map(name -> name.replaceAll("-[0-9a-f]{16}$", ""))
                    .sorted()
                    .toList();
        }
    }

    private Path network(String kind) throws IOException {
        try (Stream<Path> networks = Files.list(repository)) {
            return networks.filter(network -> network.getFileName().toString().startsWith(kind + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void triton_model_writesWhatAHeadNeeds() throws IOException {
        assertThat(export()).as("%s", err).isZero();
        assertThat(kinds())
                .containsExactly(
                        "talkinghead-embedder",
                        "talkinghead-face-network-blazeface",
                        "talkinghead-face-network-facemesh",
                        "talkinghead-generator");
        Path generator = network("talkinghead-generator");
        assertThat(generator.resolve("1/model.onnx")).isNotEmptyFile();
        assertThat(Files.readString(generator.resolve("config.pbtxt")))
                .startsWith("name: \"" + generator.getFileName()
                        + "\"\nplatform: \"onnxruntime_onnx\"\nmax_batch_size: 8\n")
                .contains("name: \"change\" data_type: TYPE_FP32 dims: [ 3, 64, 64 ]", "kind: KIND_AUTO");
        assertThat(out.toString()).contains(repository.toString());
    }

    @Test
    void triton_forACpuWithFeatures_writesThemForOnePicture() throws IOException {
        assertThat(export("--batch", "1", "--instances", "2", "--device", "cpu", "--features"))
                .as("%s", err)
                .isZero();
        assertThat(kinds()).hasSize(6).contains("talkinghead-feature-network-descriptor");
        assertThat(Files.readString(network("talkinghead-generator").resolve("config.pbtxt")))
                .contains("max_batch_size: 0", "dims: [ 1, 3, 64, 64 ]", "count: 2 kind: KIND_CPU")
                .doesNotContain("dynamic_batching");
    }

    @Test
    void triton_twoModels_standBesideEachOther() throws IOException {
        assertThat(export()).isZero();
        ModelBundle other = Golden.tinyModel(Upsampling.BLOCK_END);
        other.save(model);
        assertThat(export()).as("%s", err).isZero();
        // The face networks are the same.
        assertThat(kinds()).hasSize(6);
        assertThat(export()).as("%s", err).isZero();
        assertThat(kinds()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--batch=0", "--batch=65", "--instances=0", "--device=tpu"})
    void triton_wrongUse_endsWithTwoAndWritesNothing(String wrong) {
        assertThat(export(wrong)).isEqualTo(2);
        assertThat(repository).doesNotExist();
    }

    @Test
    void triton_brokenPerson_failsBeforeAnythingIsWritten() throws IOException {
        Path person = Files.writeString(folder.resolve("a.person"), "no person");
        assertThat(export("--person", person.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("TH-304");
        assertThat(repository).doesNotExist();
    }

    @Test
    void triton_folderThatHoldsTheModel_isRefused() {
        repository = folder;
        assertThat(export()).isEqualTo(1);
        assertThat(err.toString()).startsWith("TH-503");
    }
}
