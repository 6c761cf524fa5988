package io.talkinghead.lab.study;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.JsonTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apiguardian.api.API;

/**
 * What came out of a study.
 *
 * @param participants how many answered
 * @param found by method, in how many of its triplets the made picture was found; 1/3 is chance, and the best a method can reach
 * @param ranks by method, how it did in pairs; the best first
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StudyScore(int participants, Map<String, Proportion> found, Map<String, Rank> ranks) {
    /** Fewer people say nothing about how much people differ. */
    private static final int FEWEST_FOR_INTERVALS = 5;

    private static final int RESAMPLES = 1000;
    private static final double TAIL = 0.025;

    /** Copies. */
    public StudyScore {
        found = ImmutableMap.copyOf(found);
        ranks = ImmutableMap.copyOf(ranks);
    }

    /**
     * How a method did in pairs.
     *
     * @param preferred how often it was the better
     * @param strength natural logarithm of its strength in the model of Bradley and Terry; the mean over the methods is 0
     * @param interval of the strength at 95 %, by resampling the participants; empty where there are fewer than five
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Rank(Proportion preferred, double strength, Optional<Interval> interval) {}

    /** From where to where. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Interval(double low, double high) {}

    /**
     * Counts. Of a participant who saved more than once, the file with the most answers counts.
     *
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} when there are no answers, or those of different studies
     */
    public static StudyScore of(Collection<StudyAnswers> saved) {
        Map<String, StudyAnswers> people = new LinkedHashMap<>();
        for (StudyAnswers each : saved) {
            people.merge(
                    each.participant(),
                    each,
                    (a, b) -> a.answers().size() >= b.answers().size() ? a : b);
        }
        long studies = saved.stream().map(StudyAnswers::study).distinct().count();
        List<List<Answer>> answers =
                people.values().stream().map(StudyAnswers::answers).toList();
        if (studies != 1 || answers.stream().allMatch(List::isEmpty)) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID,
                    studies > 1
                            ? "these are answers to " + studies + " different studies; score each study by itself"
                            : "there are no answers");
        }
        return new StudyScore(people.size(), found(answers), ranks(answers));
    }

    private static Map<String, Proportion> found(List<List<Answer>> people) {
        Map<String, Proportion> counts = new HashMap<>();
        for (Answer.Looked answer : ofKind(people, Answer.Looked.class)) {
            counts.merge(answer.method(), new Proportion(answer.found() ? 1 : 0, 1), StudyScore::sum);
        }
        return ImmutableSortedMap.copyOf(counts);
    }

    private static Proportion sum(Proportion a, Proportion b) {
        return new Proportion(a.part() + b.part(), a.all() + b.all());
    }

    private static Map<String, Rank> ranks(List<List<Answer>> people) {
        List<Answer.Preferred> answers = ofKind(people, Answer.Preferred.class);
        if (answers.isEmpty()) {
            return Map.of();
        }
        Map<String, Proportion> preferred = new HashMap<>();
        for (Answer.Preferred answer : answers) {
            preferred.merge(answer.better(), new Proportion(1, 1), StudyScore::sum);
            preferred.merge(answer.worse(), new Proportion(0, 1), StudyScore::sum);
        }
        Map<String, Interval> intervals = intervals(people);
        ImmutableMap.Builder<String, Rank> ranks = ImmutableMap.builder();
        new BradleyTerry(answers)
                .logStrengths().entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                        .forEach(method -> ranks.put(
                                method.getKey(),
                                new Rank(
                                        requireNonNull(preferred.get(method.getKey())),
                                        method.getValue(),
                                        Optional.ofNullable(intervals.get(method.getKey())))));
        return ranks.buildOrThrow();
    }

    /** The bootstrap, over people and not over answers: those of one person are alike. */
    private static Map<String, Interval> intervals(List<List<Answer>> people) {
        if (people.size() < FEWEST_FOR_INTERVALS) {
            return Map.of();
        }
        Random random = new Random(0);
        Map<String, List<Double>> strengths = new HashMap<>();
        for (int i = 0; i < RESAMPLES; i++) {
            List<List<Answer>> drawn = new ArrayList<>();
            for (int person = 0; person < people.size(); person++) {
                drawn.add(people.get(random.nextInt(people.size())));
            }
            new BradleyTerry(ofKind(drawn, Answer.Preferred.class))
                    .logStrengths()
                    .forEach((method, strength) -> strengths
                            .computeIfAbsent(method, name -> new ArrayList<>())
                            .add(strength));
        }
        Map<String, Interval> intervals = new HashMap<>();
        strengths.forEach((method, values) -> {
            values.sort(null);
            int tail = (int) (TAIL * values.size());
            intervals.put(method, new Interval(values.get(tail), values.get(values.size() - 1 - tail)));
        });
        return intervals;
    }

    private static <A extends Answer> List<A> ofKind(List<List<Answer>> people, Class<A> kind) {
        return people.stream()
                .flatMap(List::stream)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Returns the tables to read. */
    public String markdown() {
        StringBuilder text =
                new StringBuilder("Answers of " + participants + (participants == 1 ? " person" : " people") + "\n");
        if (!found.isEmpty()) {
            text.append("\n| method | made picture found % | 95 % | answers |\n|---|---:|---|---:|\n");
            found.forEach((method, rate) -> text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f-%.1f | %d |%n",
                    cell(method),
                    100 * rate.value(),
                    100 * rate.low(),
                    100 * rate.high(),
                    rate.all())));
            text.append("\nBy chance one finds 33.3 %: the closer, the more real.\n");
        }
        if (!ranks.isEmpty()) {
            text.append("\n| rank | method | preferred % | 95 % | Bradley-Terry strength | 95 % | answers |\n")
                    .append("|---:|---|---:|---|---:|---|---:|\n");
            int place = 0;
            for (Map.Entry<String, Rank> method : ranks.entrySet()) {
                place++;
                text.append(row(place, method.getKey(), method.getValue()));
            }
        }
        return text.toString();
    }

    private static String row(int place, String method, Rank rank) {
        return String.format(
                Locale.ROOT,
                "| %d | %s | %.1f | %.1f-%.1f | %.2f | %s | %d |%n",
                place,
                cell(method),
                100 * rank.preferred().value(),
                100 * rank.preferred().low(),
                100 * rank.preferred().high(),
                rank.strength(),
                rank.interval()
                        .map(range -> String.format(Locale.ROOT, "%.2f to %.2f", range.low(), range.high()))
                        .orElse("-"),
                rank.preferred().all());
    }

    /** A method's name is the user's: it must not break a table. */
    private static String cell(String method) {
        return method.replaceAll("[|\\r\\n]", " ");
    }

    /** Returns the same as JSON. */
    public String json() {
        ObjectNode root = JsonTree.object();
        root.put("participants", participants);
        ObjectNode triplets = root.putObject("found");
        found.forEach((method, rate) -> describe(triplets.putObject(method), rate));
        ObjectNode pairs = root.putObject("ranks");
        ranks.forEach((method, rank) -> {
            ObjectNode node = pairs.putObject(method);
            describe(node, rank.preferred());
            node.put("strength", rank.strength());
            rank.interval()
                    .ifPresent(range -> node.put("strengthLow", range.low()).put("strengthHigh", range.high()));
        });
        return root.toPrettyString() + "\n";
    }

    private static void describe(ObjectNode node, Proportion rate) {
        node.put("part", rate.part()).put("answers", rate.all()).put("value", rate.value());
        node.put("low", rate.low()).put("high", rate.high());
    }
}
