package io.talkinghead.djl.tune;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.conditioning.Guides;
import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.djl.loss.HeadLosses;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.djl.sample.Sample;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.djl.sample.ShotEmbedder;
import io.talkinghead.djl.sample.ShotGuides;
import io.talkinghead.engine.Device;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.dataset.DatasetIdentity;
import io.talkinghead.lab.dataset.DatasetSplit;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.tuning.TuningOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Tunes people of the validation split on one photo each, or a few, and prints for every fifth epoch the loss of their mirror images and that
 * of other frames of the video: whether the one can stand for the other.
 */
final class MirroredPhotoProgram implements AutoCloseable {
    private static final double VALIDATION = 0.05;
    private static final int EPOCHS = 40;
    private static final int EVERY = 5;
    private static final int HELD_OUT = 6;

    private final ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
    private final TuningOptions options = TuningOptions.defaults();
    private final NDManager manager = TorchEngine.newManager(Device.CPU);
    private final HeadNetworks networks = new HeadNetworks(model.spec(), manager, DataType.FLOAT32);
    private final HeadLosses losses = HeadLosses.open(networks, options.content(), model.content(), manager);
    private final PrintStream out = System.out;

    private MirroredPhotoProgram() {}

    /** Takes a dataset's folder, and how many photos. */
    public static void main(String[] args) {
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        TorchEngine.start(Device.CPU, Runtime.getRuntime().availableProcessors());
        try (MirroredPhotoProgram program = new MirroredPhotoProgram()) {
            Dataset.open(Path.of(args[0])).split(DatasetSplit.VALIDATION, VALIDATION).stream()
                    .map(MirroredPhotoProgram::longest)
                    .filter(clip -> clip.frames() >= count + HELD_OUT)
                    .forEach(clip -> program.tune(clip, count));
        }
    }

    private static DatasetClip longest(DatasetIdentity person) {
        return Collections.max(person.clips(), Comparator.comparingInt(DatasetClip::frames));
    }

    private void tune(DatasetClip clip, int count) {
        List<Integer> frames =
                new ArrayList<>(IntStream.range(0, clip.frames()).boxed().toList());
        Collections.shuffle(frames, new Random(clip.identity().hashCode()));
        List<Shot> photos = shots(clip, frames.subList(0, count));
        List<Shot> mirrored = photos.stream().map(Shot::mirrored).toList();
        List<Shot> others = shots(clip, frames.subList(clip.frames() - HELD_OUT, clip.frames()));
        PersonShots shots = PersonShots.of(photos, 0, model.spec(), true, new Random(0));
        ShotEmbedder embedder = new ShotEmbedder(networks, model.weights(), manager);
        KnownPerson known = new KnownPerson(embedder.mean(photos), new ShotGuides(embedder));
        try (TunedNetworks tuned = new TunedNetworks(networks, losses, model, known, options, manager)) {
            for (int epoch = 0; epoch <= EPOCHS; epoch++) {
                if (epoch > 0) {
                    freed(() -> tuned.step(shots.batch(manager, photos)));
                }
                if (epoch % EVERY == 0) {
                    out.printf(
                            Locale.ROOT,
                            "%s %d %.5f %.5f%n",
                            clip.identity(),
                            epoch,
                            loss(tuned, mirrored, photos),
                            loss(tuned, others, photos));
                }
            }
        }
    }

    private List<Shot> shots(DatasetClip clip, List<Integer> frames) {
        return frames.stream()
                .map(frame -> ReferencePhoto.cropped(clip.picture(frame), clip.calibrated(frame)))
                .map(photo -> Shot.of(photo, model.spec().resolution()))
                .toList();
    }

    /** The mean over targets, each guided by the photo nearest in pose. */
    private double loss(TunedNetworks tuned, List<Shot> targets, List<Shot> photos) {
        Guides guides = new Guides(photos.stream().map(Shot::photo).toList());
        return targets.stream()
                .map(target -> new Sample(
                        target, photos.get(guides.indexOfNearest(target.photo().face()))))
                .mapToDouble(sample -> freed(() -> tuned.measure(Batch.of(manager, model.spec(), List.of(sample)))
                        .likeness()))
                .average()
                .orElseThrow();
    }

    private static <T> T freed(Supplier<T> work) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return work.get();
        }
    }

    @Override
    public void close() {
        losses.close();
        networks.close();
        manager.close();
    }
}
