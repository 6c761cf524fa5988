package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.testkit.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEngineTest {
    @TempDir
    Path folder;

    @Test
    void probe_commandLineOfManyKilobytes_startsTheEngine() throws IOException, InterruptedException {
        Program child = EngineChild.run(folder, List.of(), Map.of(), "x".repeat(100_000));

        assertThat(child.code()).as("%s", child).isZero();
    }
}
