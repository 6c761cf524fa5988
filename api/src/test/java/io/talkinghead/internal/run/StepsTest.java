package io.talkinghead.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.work.Progress;
import io.talkinghead.work.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final List<Progress> heard = new ArrayList<>();

    @Test
    void done_knownTotal_tellsStepsAndTimeLeft() throws InterruptedException {
        Steps steps = Steps.of(Stage.TUNING, 4, heard::add);
        Thread.sleep(20);

        steps.done();
        steps.reached(4);

        assertThat(heard).extracting(Progress::done).containsExactly(1L, 4L);
        assertThat(heard).allMatch(progress -> progress.stage() == Stage.TUNING);
        assertThat(heard.get(0).left().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMillis(60));
        assertThat(heard.get(1).left()).contains(Duration.ZERO);
    }

    @Test
    void reached_earlierRunsSteps_countForTheTimeLeftNot() throws InterruptedException {
        Steps steps = Steps.after(1_000_000, Stage.TRAINING, 1_000_002, heard::add);
        Thread.sleep(20);

        steps.done();

        assertThat(heard.get(0).done()).isEqualTo(1_000_001);
        assertThat(heard.get(0).left().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }

    @Test
    void done_unknownTotal_tellsNoTimeLeft() {
        Steps.of(Stage.RENDERING, OptionalLong.empty(), heard::add).done();

        assertThat(heard).containsExactly(new Progress(Stage.RENDERING, 1, OptionalLong.empty(), Optional.empty()));
    }
}
