package io.talkinghead.djl;

import io.talkinghead.djl.train.DjlMetaTrainer;
import io.talkinghead.graph.backend.GraphBackend;
import io.talkinghead.lab.training.MetaTrainer;
import io.talkinghead.lab.training.TrainerProvider;
import io.talkinghead.spi.Backend;

/** Trains on PyTorch, through DJL. */
public final class DjlTrainerProvider implements TrainerProvider {
    /** For {@link java.util.ServiceLoader}. */
    public DjlTrainerProvider() {}

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public String backendId() {
        return DjlBackendProvider.ID;
    }

    @Override
    public MetaTrainer open(Backend backend) {
        GraphBackend running = (GraphBackend) backend;
        return running.open(() -> new DjlMetaTrainer(running.options()));
    }
}
