package io.talkinghead.lab.training;

import io.talkinghead.spi.Backend;
import org.apiguardian.api.API;

/**
 * The entry a backend that declares {@link io.talkinghead.engine.Capability#TRAIN} registers with
 * {@link java.util.ServiceLoader}, beside its {@link io.talkinghead.spi.BackendProvider}: training needs this artifact, which
 * rendering does without.
 *
 * <p><b>Threading:</b> every method may be called from any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface TrainerProvider {
    /** The version of this SPI. */
    int SPI_VERSION = 1;

    /** Returns the SPI version this provider was written for, as a literal, not as the constant. */
    int spiVersion();

    /** Returns the id of the backend whose trainers these are. */
    String backendId();

    /** Opens a trainer on a running backend of that id. It must be closed before the backend. */
    MetaTrainer open(Backend backend);
}
