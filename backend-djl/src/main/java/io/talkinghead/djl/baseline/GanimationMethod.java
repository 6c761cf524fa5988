package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.conditioning.Guides;
import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.model.Weights;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.util.List;

/** GANimation in use: nothing is learnt of a person; of the photos the one nearest in pose is given the expression. */
final class GanimationMethod implements ComparedMethod {
    private final Ganimation method;
    private final TorchWorker worker;
    private final LayerNetwork generator;

    private GanimationMethod(Ganimation method, TorchWorker worker, LayerNetwork generator) {
        this.method = method;
        this.worker = worker;
        this.generator = generator;
    }

    static GanimationMethod open(Ganimation method, Weights weights, TorchWorker worker) {
        LayerTable table = method.generator();
        FixedLayers layers = worker.setUp(() -> new FixedLayers(table, weights, worker.manager()));
        return new GanimationMethod(method, worker, new LayerNetwork(table, layers::array, false));
    }

    @Override
    public String id() {
        return method.id();
    }

    @Override
    public ComparedPerson learn(List<ReferencePhoto> photos, int neutralPhoto, Cancellation cancellation) {
        cancellation.check("the learning of a person");
        int resolution = method.resolution();
        Guides guides = new Guides(photos.stream()
                .map(photo -> PreparedPhoto.of(photo, resolution))
                .toList());
        return new Shown(guides, DrawnSize.of(resolution, photos.get(0)));
    }

    @Override
    public void close() {
        worker.close();
    }

    /** A person: the photos. */
    private final class Shown implements ComparedPerson {
        private final Guides guides;
        private final DrawnSize size;

        Shown(Guides guides, DrawnSize size) {
            this.guides = guides;
            this.size = size;
        }

        @Override
        public Frame draw(AskedFrame asked) {
            PosedFace face = size.posed(asked.landmarks());
            float[] photo = guides.nearest(face).planes();
            float[] units = ActionUnit.of(face);
            float[] made = worker.call(() -> Gradients.off(() -> {
                NDArray picture = Batch.stack(worker.manager(), List.of(photo), 3, size.resolution());
                NDArray wanted = TorchArrays.of(worker.manager(), units, new Shape(1, ActionUnit.COUNT));
                return GanimationNetworks.generate(generator, picture, wanted)
                        .pictures()
                        .toFloatArray();
            }));
            return size.frame(made);
        }

        @Override
        public void close() {
            // Only Java's own memory was taken.
        }
    }
}
