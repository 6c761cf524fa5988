package io.talkinghead.lab.training;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.service.Services;
import io.talkinghead.spi.Backend;
import org.apiguardian.api.API;

/** Finds the trainer of a backend. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Trainers {
    private Trainers() {}

    /**
     * Opens a backend's trainer.
     *
     * @param backend one that declares {@link io.talkinghead.engine.Capability#TRAIN}, as
     *     {@link io.talkinghead.Backends#openFor} gives
     * @return to be closed before the backend
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_LACKS_CAPABILITY} when the backend cannot train
     */
    public static MetaTrainer open(Backend backend) {
        Services.Loaded<TrainerProvider> loaded = Services.load(TrainerProvider.class);
        for (Services.Provider<TrainerProvider> found : loaded.providers()) {
            TrainerProvider provider = found.service();
            if (provider.spiVersion() == TrainerProvider.SPI_VERSION
                    && provider.backendId().equals(backend.id())) {
                return provider.open(backend);
            }
        }
        throw new TalkingHeadException(
                ErrorCode.BACKEND_LACKS_CAPABILITY,
                "the backend " + backend.id() + " cannot train; add a backend that can, and use this one with the model"
                        + (loaded.failures().isEmpty() ? "" : "; broken: " + loaded.failures()));
    }
}
