package io.talkinghead.djl.baseline;

import com.google.common.collect.Lists;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.model.Weights;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** pix2pixHD in use: learning a person is to train on the photos for 40 epochs more, from where everybody's training ended. */
final class Pix2pixHdMethod implements ComparedMethod {
    /** As in Table 2 of the paper that is compared with. */
    static final int EPOCHS = 40;

    private static final int MOST_BATCH = 8;

    private final Pix2pixHd method;
    private final Weights weights;
    private final TorchWorker worker;

    Pix2pixHdMethod(Pix2pixHd method, Weights weights, TorchWorker worker) {
        this.method = method;
        this.weights = weights;
        this.worker = worker;
    }

    @Override
    public String id() {
        return method.id();
    }

    @Override
    public ComparedPerson learn(List<ReferencePhoto> photos, int neutralPhoto, Cancellation cancellation) {
        List<Shot> shots = photos.stream()
                .map(photo -> Shot.of(photo, method.resolution()))
                .toList();
        Pix2pixHdTraining training =
                worker.setUp(() -> Pix2pixHdTraining.open(method, BaselineState.fresh(weights), worker.manager()));
        Tuned person = new Tuned(training, DrawnSize.of(method.resolution(), photos.get(0)));
        try {
            Random random = new Random(0);
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                for (List<Shot> batch : batches(shots, random)) {
                    cancellation.check("the learning of a person");
                    worker.call(() -> training.learn(batch, 1));
                }
            }
            return person;
        } catch (RuntimeException | Error e) {
            person.close();
            throw e;
        }
    }

    private static List<List<Shot>> batches(List<Shot> shots, Random random) {
        List<Shot> shuffled = new ArrayList<>(shots);
        Collections.shuffle(shuffled, random);
        return Lists.partition(shuffled, Math.min(MOST_BATCH, shots.size()));
    }

    @Override
    public void close() {
        worker.close();
    }

    /** A person: the tuned networks. */
    private final class Tuned implements ComparedPerson {
        private final Pix2pixHdTraining training;
        private final DrawnSize size;

        Tuned(Pix2pixHdTraining training, DrawnSize size) {
            this.training = training;
            this.size = size;
        }

        @Override
        public Frame draw(AskedFrame asked) {
            float[] landmarks = size.landmarkPicture(asked.landmarks());
            return size.frame(worker.call(() -> training.draw(landmarks)));
        }

        @Override
        public void close() {
            worker.tidy(training::close);
        }
    }
}
