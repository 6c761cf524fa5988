package io.talkinghead.lab.study;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyScoreTest {
    @TempDir
    private Path folder;

    private static StudyAnswers person(String name, List<Answer> answers) {
        return new StudyAnswers("s", name, answers);
    }

    private static <T> T of(Map<String, T> values, String method) {
        return requireNonNull(values.get(method));
    }

    @Test
    void wilson_knownCounts_areThoseOfTheTextbook() {
        // scipy.stats.binomtest(k, n).proportion_ci(method="wilson")
        assertThat(new Proportion(7, 20).low()).isCloseTo(0.1811918, within(1e-6));
        assertThat(new Proportion(7, 20).high()).isCloseTo(0.5671457, within(1e-6));
        assertThat(new Proportion(0, 10).low()).isZero();
        assertThat(new Proportion(0, 10).high()).isCloseTo(0.2775328, within(1e-6));
        assertThat(new Proportion(10, 10).high()).isCloseTo(1, within(1e-12));
    }

    @Test
    void bradleyTerry_twoMethods_isTheLogOfTheOdds() {
        List<Answer.Preferred> answers = new ArrayList<>();
        answers.addAll(Collections.nCopies(29, new Answer.Preferred("a", "b")));
        answers.addAll(Collections.nCopies(9, new Answer.Preferred("b", "a")));

        Map<String, Double> strengths = new BradleyTerry(answers).logStrengths();

        assertThat(of(strengths, "a") - of(strengths, "b")).isCloseTo(Math.log(29.5 / 9.5), within(1e-6));
        assertThat(of(strengths, "a") + of(strengths, "b")).isCloseTo(0, within(1e-9));
    }

    @Test
    void bradleyTerry_answersDrawnFromStrengths_findsThem() {
        double[] logs = {1, 0.2, -1.2};
        Random random = new Random(1);
        List<Answer.Preferred> answers = new ArrayList<>();
        for (int n = 0; n < 6000; n++) {
            int i = n % 3;
            int j = (n + 1) % 3;
            boolean first = random.nextDouble() < 1 / (1 + Math.exp(logs[j] - logs[i]));
            answers.add(new Answer.Preferred("m" + (first ? i : j), "m" + (first ? j : i)));
        }

        Map<String, Double> strengths = new BradleyTerry(answers).logStrengths();

        for (int i = 0; i < 3; i++) {
            assertThat(of(strengths, "m" + i)).isCloseTo(logs[i], within(0.1));
        }
    }

    @Test
    void bradleyTerry_alwaysPreferred_isFiniteAndFirst() {
        List<Answer> answers = new ArrayList<>(Collections.nCopies(10, new Answer.Preferred("b", "a")));
        answers.addAll(Collections.nCopies(10, new Answer.Preferred("a", "c")));

        StudyScore score = StudyScore.of(List.of(person("p", answers)));

        assertThat(score.ranks().keySet()).containsExactly("b", "a", "c");
        assertThat(of(score.ranks(), "b").strength()).isFinite().isPositive();
        assertThat(of(score.ranks(), "b").interval()).isEmpty();
    }

    @Test
    void of_manyPeople_givesIntervalsAroundTheStrengthAlwaysTheSame() {
        Random random = new Random(2);
        List<StudyAnswers> people = IntStream.range(0, 12)
                .mapToObj(i -> person("p" + i, answers(random)))
                .toList();

        StudyScore score = StudyScore.of(people);

        StudyScore.Rank best = of(score.ranks(), "ours");
        assertThat(best.interval())
                .hasValueSatisfying(range -> assertThat(best.strength()).isBetween(range.low(), range.high()));
        assertThat(best.interval().orElseThrow().low()).as("0.8 of all").isPositive();
        assertThat(StudyScore.of(people)).isEqualTo(score);
    }

    private static List<Answer> answers(Random random) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            boolean ours = random.nextDouble() < 0.8;
            answers.add(new Answer.Preferred(ours ? "ours" : "theirs", ours ? "theirs" : "ours"));
        }
        return answers;
    }

    @Test
    void of_personWhoSavedTwice_countsOnce() {
        Answer found = new Answer.Looked("ours", true);
        Answer missed = new Answer.Looked("ours", false);

        StudyScore score = StudyScore.of(List.of(
                person("p", List.of(found)), person("p", List.of(found, missed)), person("q", List.of(missed))));

        assertThat(score.participants()).isEqualTo(2);
        assertThat(score.found()).containsExactly(Map.entry("ours", new Proportion(1, 3)));
        assertThat(score.markdown()).contains("| ours | 33.3 | 6.1-79.2 | 3 |");
        assertThat(score.json()).contains("\"answers\" : 3");
    }

    @Test
    void of_answersToOtherStudies_isRefused() {
        List<Answer> answers = List.of(new Answer.Looked("ours", true));
        assertThatThrownBy(() -> StudyScore.of(List.of(person("p", answers), new StudyAnswers("other", "q", answers))))
                .isInstanceOf(TalkingHeadException.class)
                .hasMessageContaining("2 different studies");
        assertThatThrownBy(() -> StudyScore.of(List.of(person("p", List.of()))))
                .isInstanceOf(TalkingHeadException.class)
                .hasMessageContaining("no answers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"format\":\"other\"}",
                "{\"format\":\"talkinghead-study-1\",\"study\":\"s\",\"answers\":[]}",
                "{\"format\":\"talkinghead-study-1\",\"study\":\"s\",\"participant\":\"p\",\"answers\":[{\"kind\":\"poll\"}]}",
                "{\"format\":\"talkinghead-study-1\",\"study\":\"s\",\"participant\":\"p\",\"answers\":[{\"kind\":\"pair\"}]}",
                "{\"format\":\"talkinghead-study-1\",\"study\":\"s\",\"participant\":\"p\",\"answers\":[{\"kind\":\"triplet\",\"method\":\"m\"}]}"
            })
    void read_damaged_isTold(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), text);

        assertThatThrownBy(() -> StudyAnswers.read(file))
                .isInstanceOf(TalkingHeadException.class)
                .hasMessageContaining("TH-306")
                .hasMessageContaining("a.json");
    }

    @Test
    void read_saved_hasTheAnswers() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), """
                {"format": "talkinghead-study-1", "study": "s", "participant": "p", "name": "", "answers": [
                 {"trial": 3, "kind": "triplet", "method": "ours", "found": true, "millis": 900},
                 {"trial": 1, "kind": "pair", "better": "ours", "worse": "theirs", "millis": 20}]}
                """);

        assertThat(StudyAnswers.read(file).answers())
                .containsExactly(new Answer.Looked("ours", true), new Answer.Preferred("ours", "theirs"));
    }
}
