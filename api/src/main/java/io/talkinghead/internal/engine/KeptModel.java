package io.talkinghead.internal.engine;

import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.Backend;
import org.jspecify.annotations.Nullable;

/**
 * The networks of the model last used: they run on between one head and the next, so that only the first head of a model waits for
 * them. Heads have a hold on them of their own; letting go here stops nothing that a head uses.
 *
 * <p><b>Threading:</b> any number of threads; whoever comes while a model starts waits.
 */
final class KeptModel implements AutoCloseable {
    private @Nullable ModelBundle model;
    private Backend.@Nullable Preloaded networks;
    private boolean closed;

    /** Keeps this model's networks from now on, and no other's. */
    synchronized void keep(ModelBundle wanted, Backend backend) {
        if (closed || wanted.equals(model)) {
            return;
        }
        letGo();
        networks = backend.preload(wanted);
        model = wanted;
    }

    private void letGo() {
        Backend.Preloaded left = networks;
        networks = null;
        model = null;
        if (left != null) {
            left.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        letGo();
    }
}
