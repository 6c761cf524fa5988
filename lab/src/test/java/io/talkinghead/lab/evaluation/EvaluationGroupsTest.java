package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationGroupsTest {
    @TempDir
    private Path folder;

    @Test
    void read_twoColumns_givesEachIdentityItsGroups() throws IOException {
        EvaluationGroups groups =
                EvaluationGroups.read(file("# source\nid1\tfilm 2\n\nid2\topen\nid1\topen\nid1\topen\n"));
        assertThat(groups.of("id1")).containsExactly("film 2", "open");
        assertThat(groups.of("id2")).containsExactly("open");
        assertThat(groups.of("id3")).isEmpty();
    }

    @Test
    void read_lineOfOneOrThreeColumns_isRefusedNamingIt() throws IOException {
        Path one = file("id1\tfilm\nid2 film\n");
        assertThatThrownBy(() -> EvaluationGroups.read(one))
                .hasMessageContaining("TH-306")
                .hasMessageContaining("line 2")
                .hasMessageContaining("id2 film");
        Path three = file("id1\tfilm\tmore\n");
        assertThatThrownBy(() -> EvaluationGroups.read(three)).hasMessageContaining("line 1");
    }

    @Test
    void groups_namedAsThoseOfFrames_areRefused() throws IOException {
        Path file = file("id1\tturned 25+\n");
        assertThatThrownBy(() -> EvaluationGroups.read(file))
                .hasMessageContaining("TH-306")
                .hasMessageContaining("'turned 25+'");
        Map<String, Set<String>> groups = Map.of("id1", Set.of("turned 15", "turned 15+"));
        assertThatThrownBy(() -> EvaluationGroups.of(groups)).hasMessageContaining("'turned 15+'");
    }

    @Test
    void read_missingOrBinaryFile_isRefused() throws IOException {
        assertThatThrownBy(() -> EvaluationGroups.read(folder.resolve("none.tsv")))
                .hasMessageContaining("none.tsv");
        Path binary = Files.write(folder.resolve("b.tsv"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertThatThrownBy(() -> EvaluationGroups.read(binary)).hasMessageContaining("TH-306");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("groups.tsv"), text);
    }
}
