package io.talkinghead.djl;

import io.talkinghead.spi.BackendContract;
import io.talkinghead.spi.BackendProvider;

/** The contract, kept by DJL's PyTorch engine. */
class DjlBackendTest extends BackendContract {
    @Override
    protected BackendProvider provider() {
        return new DjlBackendProvider();
    }
}
