package io.talkinghead.cli;

import io.talkinghead.lab.training.EpisodeOptions;
import io.talkinghead.lab.training.ScheduleOptions;
import io.talkinghead.lab.training.TrainingOptions;
import io.talkinghead.lab.training.UpdateOptions;
import io.talkinghead.model.ModelSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How to train. What is not given is the paper's for the paper's network, made for heads that turn for theirs, and for few people for any
 * other.
 */
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

    @Option(names = "--reposed", description = "How often the guide is the target itself with its head turned, 0 to 1.")
    private @Nullable Double reposed;

    @Option(names = "--generator-rate", description = "Learning rate (default: 5e-5; 3e-4 for turning networks).")
    private @Nullable Double generatorRate;

    @Option(names = "--discriminator-rate", description = "Learning rate (default: 2e-4; 4.5e-4 for turning networks).")
    private @Nullable Double discriminatorRate;

    @Option(
            names = "--discriminator-steps",
            description = "For each step of the generator (default: 2; 1 for turning networks).")
    private @Nullable Integer discriminatorSteps;

    @Option(
            names = "--average",
            description = "Decay of the moving average (default: 0.999; 0.998 for turning networks).")
    private @Nullable Double average;

    @Option(names = "--no-matching", description = "The feed-forward variant: without L_MCH.")
    private boolean unmatched;

    @Option(
            names = "--cooling",
            description = "Let rates rise over 100 steps, then fall to 0 at the last; always so for turning networks.")
    private boolean cooling;

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

    TrainingOptions options(ModelSpec spec) {
        try {
            return TrainingOptions.of(episodes(spec), updates(spec), schedule())
                    .withValidationFraction(validationFraction)
                    .withReplicas(replicas)
                    .withSeed(seed);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private EpisodeOptions episodes(ModelSpec spec) {
        EpisodeOptions usual = usualEpisodes(spec);
        return usual.withShots(
                        minShots == null ? usual.minShots() : minShots, maxShots == null ? usual.maxShots() : maxShots)
                .withBatch(batch == null ? usual.batch() : batch)
                .withRandomGuide(randomGuide == null ? usual.randomGuide() : randomGuide)
                .withFarTargets(farTargets == null ? usual.farTargets() : farTargets)
                .withReposed(reposed == null ? usual.reposed() : reposed)
                .withAugment(usual.augment() && !plain);
    }

    private static EpisodeOptions usualEpisodes(ModelSpec spec) {
        if (spec.equals(ModelSpec.paper())) {
            return EpisodeOptions.paper();
        }
        return switch (spec.conditioning().kind()) {
            case LANDMARKS -> EpisodeOptions.compact();
            case TURNED -> EpisodeOptions.turning();
        };
    }

    private UpdateOptions updates(ModelSpec spec) {
        UpdateOptions usual = switch (spec.conditioning().kind()) {
            case LANDMARKS -> UpdateOptions.defaults();
            case TURNED -> UpdateOptions.turning();
        };
        return usual.withRates(
                        generatorRate == null ? usual.generatorRate() : generatorRate,
                        discriminatorRate == null ? usual.discriminatorRate() : discriminatorRate)
                .withDiscriminatorSteps(discriminatorSteps == null ? usual.discriminatorSteps() : discriminatorSteps)
                .withAverageDecay(average == null ? usual.averageDecay() : average)
                .withMatching(!unmatched)
                .withAdversarialFrom(adversarialFrom)
                .withCooling(usual.cooling() || cooling);
    }

    private ScheduleOptions schedule() {
        ScheduleOptions schedule = ScheduleOptions.ofSteps(steps)
                .withCheckpointEvery(duration(checkpointMinutes))
                .withLogEvery(logEvery);
        return minutes == null ? schedule : schedule.withTimeBudget(duration(minutes));
    }

    static Duration duration(double minutes) {
        return Duration.ofMillis(Math.round(minutes * SECONDS_PER_MINUTE * 1000));
    }
}
