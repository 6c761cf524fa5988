package io.talkinghead.lab.study;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Strengths of methods by which was preferred to which: one of strength a is preferred to one of strength b in a / (a + b) of all cases.
 * Found by Hunter's minorisation-maximisation (MM algorithms for generalized Bradley-Terry models, Annals of Statistics 2004). Each two
 * methods that were compared get one more answer, half for each, so that one that always won has a strength too.
 */
final class BradleyTerry {
    private static final int MOST_STEPS = 10_000;
    private static final double CLOSE = 1e-10;

    private final List<String> methods;
    /** How often the first was preferred to the second. */
    private final double[][] wins;

    BradleyTerry(List<Answer.Preferred> answers) {
        ImmutableSortedSet.Builder<String> names = ImmutableSortedSet.naturalOrder();
        answers.forEach(answer -> names.add(answer.better(), answer.worse()));
        methods = names.build().asList();
        wins = new double[methods.size()][methods.size()];
        for (Answer.Preferred answer : answers) {
            wins[methods.indexOf(answer.better())][methods.indexOf(answer.worse())]++;
        }
        for (int i = 0; i < wins.length; i++) {
            for (int j = 0; j < i; j++) {
                if (wins[i][j] + wins[j][i] > 0) {
                    wins[i][j] += 0.5;
                    wins[j][i] += 0.5;
                }
            }
        }
    }

    /** Returns the natural logarithms of the strengths, of which the mean is 0. */
    Map<String, Double> logStrengths() {
        double[] strengths = new double[methods.size()];
        Arrays.fill(strengths, 1);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] next = better(strengths);
            double change = 0;
            for (int i = 0; i < next.length; i++) {
                change = Math.max(change, Math.abs(Math.log(next[i] / strengths[i])));
            }
            strengths = next;
            if (change < CLOSE) {
                break;
            }
        }
        ImmutableMap.Builder<String, Double> logs = ImmutableMap.builder();
        for (int i = 0; i < strengths.length; i++) {
            logs.put(methods.get(i), Math.log(strengths[i]));
        }
        return logs.buildOrThrow();
    }

    private double[] better(double[] strengths) {
        double[] next = new double[strengths.length];
        double logs = 0;
        for (int i = 0; i < next.length; i++) {
            double won = 0;
            double expected = 0;
            for (int j = 0; j < next.length; j++) {
                won += wins[i][j];
                expected += (wins[i][j] + wins[j][i]) / (strengths[i] + strengths[j]);
            }
            next[i] = won / expected;
            logs += Math.log(next[i]);
        }
        double mean = Math.exp(logs / next.length);
        for (int i = 0; i < next.length; i++) {
            next[i] /= mean;
        }
        return next;
    }
}
