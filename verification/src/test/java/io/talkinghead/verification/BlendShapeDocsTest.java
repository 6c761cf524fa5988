package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.drive.BlendShape;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documentation's table of ARKit's names says of each whether it is shown, and is right. */
@Timeout(60)
class BlendShapeDocsTest {
    private static final List<String> ROWS = House.read(House.ROOT.resolve("docs/parameters.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .toList();

    @ParameterizedTest
    @EnumSource
    void table_ofEachName_saysWhetherItIsShown(BlendShape shape) {
        List<String> found = ROWS.stream()
                .filter(row -> row.split("\\|")[1].contains("`" + shape.arkitName() + "`"))
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).split("\\|")[2].strip().equals("no")).isEqualTo(!shape.isShown());
    }
}
