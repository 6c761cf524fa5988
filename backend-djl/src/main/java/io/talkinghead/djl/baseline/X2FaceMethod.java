package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.model.Weights;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.util.List;

/** X2Face in use: learning a person is to embed the photos, all at once. */
final class X2FaceMethod implements ComparedMethod {
    private final X2Face method;
    private final TorchWorker worker;
    private final X2FaceNetworks networks;

    private X2FaceMethod(X2Face method, TorchWorker worker, X2FaceNetworks networks) {
        this.method = method;
        this.worker = worker;
        this.networks = networks;
    }

    static X2FaceMethod open(X2Face method, Weights weights, TorchWorker worker) {
        FixedLayers layers = worker.setUp(() -> new FixedLayers(method.table(), weights, worker.manager()));
        return new X2FaceMethod(
                method, worker, new X2FaceNetworks(method.tables(), method.levels(), layers::array, false));
    }

    @Override
    public String id() {
        return method.id();
    }

    @Override
    public ComparedPerson learn(List<ReferencePhoto> photos, int neutralPhoto, Cancellation cancellation) {
        cancellation.check("the learning of a person");
        int resolution = method.resolution();
        List<float[]> sources = photos.stream()
                .map(photo -> Shot.of(photo, resolution).planes())
                .toList();
        NDArray face = worker.call(() -> Gradients.off(() -> {
            NDArray embedded =
                    networks.embedded(Batch.stack(worker.manager(), sources, 3, resolution), List.of(sources.size()));
            NDScope.unregister(embedded);
            return embedded;
        }));
        return new Embedded(face, DrawnSize.of(resolution, photos.get(0)));
    }

    @Override
    public void close() {
        worker.close();
    }

    /** A person: the embedded face. */
    private final class Embedded implements ComparedPerson {
        private final NDArray face;
        private final DrawnSize size;

        Embedded(NDArray face, DrawnSize size) {
            this.face = face;
            this.size = size;
        }

        @Override
        public Frame draw(AskedFrame asked) {
            float[] driver = switch (method.drivenBy()) {
                case FRAMES -> size.planes(asked.driver());
                case LANDMARKS -> size.landmarkPicture(asked.landmarks());
            };
            float[] made = worker.call(() -> Gradients.off(() -> {
                NDArray flows = networks.flows(Batch.stack(worker.manager(), List.of(driver), 3, size.resolution()));
                return X2FaceNetworks.moved(face, flows).toFloatArray();
            }));
            return size.frame(made);
        }

        @Override
        public void close() {
            face.close();
        }
    }
}
