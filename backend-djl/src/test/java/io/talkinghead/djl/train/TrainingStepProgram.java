package io.talkinghead.djl.train;

import io.talkinghead.djl.DjlBackendProvider;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.lab.training.EpisodeOptions;
import io.talkinghead.lab.training.MetaTrainer;
import io.talkinghead.lab.training.ScheduleOptions;
import io.talkinghead.lab.training.Trainers;
import io.talkinghead.lab.training.TrainingListener;
import io.talkinghead.lab.training.TrainingOptions;
import io.talkinghead.lab.training.TrainingPlan;
import io.talkinghead.lab.training.UpdateOptions;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.spi.Backend;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Trains a head that turns, of full width, on drawn people for some steps, and prints how long a step takes: for the GPU kit. */
final class TrainingStepProgram {
    private TrainingStepProgram() {}

    /** Takes {@code cpu} or {@code cuda:0}, the side in pixels, the episodes of a step and the number of steps. */
    public static void main(String[] args) throws IOException {
        int side = Integer.parseInt(args[1]);
        int steps = Integer.parseInt(args[3]);
        Path folder = Files.createTempDirectory(Path.of(""), "training").toAbsolutePath();
        Device device = args[0].equals("cpu") ? Device.CPU : Device.cuda(0);
        StepTimes times = new StepTimes();
        try (Backend backend =
                        new DjlBackendProvider().open(EngineOptions.defaults().withDevice(device));
                MetaTrainer trainer = Trainers.open(backend)) {
            DrawnPeople.writeTurning(folder.resolve("data"), side, 8, 4);
            trainer.train(plan(folder, side, Integer.parseInt(args[2]), steps), times, new Cancellation());
        }
        PrintStream out = System.out;
        out.printf(Locale.ROOT, "%nfigure: first step = %.4g s%n", times.seconds.get(0));
        List<Double> later = new ArrayList<>(times.seconds.subList(1, times.seconds.size()));
        Collections.sort(later);
        out.printf(
                Locale.ROOT,
                "%nfigure: a later step, median of %d = %.4g s%n",
                later.size(),
                later.get(later.size() / 2));
    }

    private static TrainingPlan plan(Path folder, int side, int batch, int steps) {
        EpisodeOptions episodes = EpisodeOptions.turning().withShots(1, 2).withBatch(batch);
        ScheduleOptions schedule = ScheduleOptions.ofSteps(steps).withCheckpointEvery(Duration.ofDays(1));
        TrainingOptions options = TrainingOptions.of(
                        episodes, UpdateOptions.turning().withDiscriminatorSteps(1), schedule)
                .withValidationFraction(0.3);
        return TrainingPlan.of(
                        ModelSpec.turning().withResolution(side),
                        folder.resolve("data"),
                        folder.resolve("out"),
                        options)
                .withName("drawn");
    }

    /** Notes when steps end; the first one includes the start. */
    private static final class StepTimes implements TrainingListener {
        private final List<Double> seconds = new ArrayList<>();
        private long last = System.nanoTime();

        @Override
        public void progressed(Progress progress) {
            long now = System.nanoTime();
            seconds.add((now - last) / 1e9);
            last = now;
        }
    }
}
