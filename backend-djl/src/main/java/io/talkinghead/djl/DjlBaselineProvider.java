package io.talkinghead.djl;

import io.talkinghead.djl.baseline.BaselineMethods;
import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.engine.Device;
import io.talkinghead.graph.backend.GraphBackend;
import io.talkinghead.lab.comparison.BaselinePlan;
import io.talkinghead.lab.comparison.BaselineProvider;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.spi.Backend;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.util.List;

/** Trains methods of other papers on PyTorch, through DJL. */
public final class DjlBaselineProvider implements BaselineProvider {
    /** For {@link java.util.ServiceLoader}. */
    public DjlBaselineProvider() {}

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public String backendId() {
        return DjlBackendProvider.ID;
    }

    @Override
    public List<String> methods() {
        return BaselineMethods.IDS;
    }

    @Override
    public void train(
            Backend backend, String method, BaselinePlan plan, WorkListener listener, Cancellation cancellation) {
        BaselineMethods.train(method, plan, device((GraphBackend) backend), listener, cancellation);
    }

    @Override
    public String origin(String method, Path folder) {
        return BaselineMethods.origin(method, folder);
    }

    @Override
    public ComparedMethod open(Backend backend, String method, Path folder) {
        GraphBackend running = (GraphBackend) backend;
        return running.open(() -> BaselineMethods.open(method, folder, device(running)));
    }

    private static Device device(GraphBackend backend) {
        return TorchEngine.deviceOf(backend.options().device());
    }
}
