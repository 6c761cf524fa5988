package io.talkinghead.cli;

import io.talkinghead.lab.training.EpisodeOptions;
import io.talkinghead.lab.training.ScheduleOptions;
import io.talkinghead.lab.training.TrainingOptions;
import io.talkinghead.lab.training.UpdateOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to train. What is not given is the paper's for the paper's network, and made for few people for any other. */
final class TrainingArguments {
    private static final double SECONDS_PER_MINUTE = 60;

    @Option(names = "--steps", defaultValue = "100000", description = "Generator updates in all (default: 100000).")
    private long steps;

    @Option(names = "--minutes", description = "Stop this run after so many minutes at the latest.")
    private @Nullable Double minutes;

    @Option(names = "--checkpoint-minutes", defaultValue = "10", description = "Between checkpoints (default: 10).")
    private double checkpointMinutes;

    @Option(names = "--log-every", defaultValue = "20", description = "Steps per row of losses.csv (default: 20).")
    private int logEvery;

    @Option(names = "--batch", description = "Episodes per step (default: 48 for paper, else 8).")
    private @Nullable Integer batch;

    @Option(names = "--min-shots", description = "Fewest photos of an episode (default: 8 for paper, else 1).")
    private @Nullable Integer minShots;

    @Option(names = "--max-shots", description = "Most photos of an episode (default: 8 for paper, else 4).")
    private @Nullable Integer maxShots;

    @Option(
            names = "--random-guide",
            description = "How often the guiding photo is any instead of the nearest, 0 to 1.")
    private @Nullable Double randomGuide;

    @Option(names = "--far-targets", description = "How often a target is chosen for its difference, 0 to 1.")
    private @Nullable Double farTargets;

    @Option(names = "--no-augmentation", description = "Take frames as they are.")
    private boolean plain;

    @Option(names = "--generator-rate", defaultValue = "5e-5", description = "Learning rate (default: 5e-5).")
    private double generatorRate;

    @Option(names = "--discriminator-rate", defaultValue = "2e-4", description = "Learning rate (default: 2e-4).")
    private double discriminatorRate;

    @Option(
            names = "--discriminator-steps",
            defaultValue = "2",
            description = "For each step of the generator (default: 2).")
    private int discriminatorSteps;

    @Option(names = "--average", defaultValue = "0.999", description = "Decay of the moving average (default: 0.999).")
    private double average;

    @Option(names = "--no-matching", description = "The feed-forward variant: without L_MCH.")
    private boolean unmatched;

    @Option(
            names = "--adversarial-from",
            defaultValue = "0",
            description = "The step from which the discriminator takes part (default: 0).")
    private long adversarialFrom;

    @Option(
            names = "--validation-fraction",
            defaultValue = "0.05",
            description = "What part of the people is held out (default: 0.05).")
    private double validationFraction;

    @Option(names = "--replicas", defaultValue = "1", description = "GPUs, or copies on the CPU (default: 1).")
    private int replicas;

    @Option(names = "--seed", defaultValue = "0", description = "Of everything random (default: 0).")
    private long seed;

    TrainingOptions options(boolean paper) {
        try {
            return TrainingOptions.of(episodes(paper), updates(), schedule())
                    .withValidationFraction(validationFraction)
                    .withReplicas(replicas)
                    .withSeed(seed);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private EpisodeOptions episodes(boolean paper) {
        EpisodeOptions usual = paper ? EpisodeOptions.paper() : EpisodeOptions.compact();
        return usual.withShots(
                        minShots == null ? usual.minShots() : minShots, maxShots == null ? usual.maxShots() : maxShots)
                .withBatch(batch == null ? usual.batch() : batch)
                .withRandomGuide(randomGuide == null ? usual.randomGuide() : randomGuide)
                .withFarTargets(farTargets == null ? usual.farTargets() : farTargets)
                .withAugment(usual.augment() && !plain);
    }

    private UpdateOptions updates() {
        return UpdateOptions.defaults()
                .withRates(generatorRate, discriminatorRate)
                .withDiscriminatorSteps(discriminatorSteps)
                .withAverageDecay(average)
                .withMatching(!unmatched)
                .withAdversarialFrom(adversarialFrom);
    }

    private ScheduleOptions schedule() {
        ScheduleOptions schedule = ScheduleOptions.ofSteps(steps)
                .withCheckpointEvery(duration(checkpointMinutes))
                .withLogEvery(logEvery);
        return minutes == null ? schedule : schedule.withTimeBudget(duration(minutes));
    }

    private static Duration duration(double minutes) {
        return Duration.ofMillis(Math.round(minutes * SECONDS_PER_MINUTE * 1000));
    }
}
