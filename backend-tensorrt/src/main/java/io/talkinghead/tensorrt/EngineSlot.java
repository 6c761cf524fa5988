package io.talkinghead.tensorrt;

import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.network.NetworkShapes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place to run an engine: a context, a stream, memory on the GPU and, from the second run on, the run as a recorded graph.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class EngineSlot implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSlot.class);

    private final Gpu.Context context;
    private final OwnedHandles handles = new OwnedHandles();
    private final List<DeviceInput> inputs = new ArrayList<>();
    private final List<Gpu.Memory> outputs = new ArrayList<>();
    private final Gpu.Stream stream;
    private Gpu.@Nullable Graph graph;
    private boolean recordable = true;

    private EngineSlot(Gpu gpu, Gpu.Context context, long workBytes, NetworkShapes shapes) {
        this.context = context;
        try {
            context.workIn(handles.own(gpu.allocate(workBytes)));
            shapes.inputs().forEach((name, shape) -> inputs.add(new DeviceInput(bound(gpu, name, shape))));
            shapes.outputs().forEach((name, shape) -> outputs.add(bound(gpu, name, shape)));
            stream = handles.own(gpu.newStream());
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    /** Takes memory for a context and binds it; whatever fails, nothing stays taken. */
    static EngineSlot open(Gpu gpu, Gpu.Context context, long workBytes, NetworkShapes shapes) {
        return new EngineSlot(gpu, context, workBytes, shapes);
    }

    private Gpu.Memory bound(Gpu gpu, String name, long... shape) {
        Gpu.Memory memory = handles.own(gpu.allocate((long) Float.BYTES * NetworkShapes.elements(shape)));
        context.bind(name, memory);
        return memory;
    }

    Gpu.Context context() {
        return context;
    }

    /** Copies in what is not there yet, runs, copies out and waits; both lists in the order of the shapes. */
    void run(List<HostInput> from, List<Gpu.HostMemory> to) {
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).take(from.get(i), stream);
        }
        Gpu.Graph recorded = graph;
        if (recorded == null) {
            context.enqueue(stream);
        } else {
            recorded.launch(stream);
        }
        for (int i = 0; i < outputs.size(); i++) {
            stream.download(outputs.get(i), to.get(i));
        }
        stream.await();
        if (recorded == null && recordable) {
            record();
        }
    }

    /** After a first run, which TensorRT may use to prepare things that cannot be recorded. */
    private void record() {
        try {
            stream.beginCapture();
            enqueueRecorded();
        } catch (TalkingHeadException e) {
            recordable = false;
            LOG.warn("a run cannot be recorded, so each starts kernel by kernel: {}", e.getMessage());
        }
    }

    private void enqueueRecorded() {
        try {
            context.enqueue(stream);
        } catch (RuntimeException | Error e) {
            discardRecord(e);
            throw e;
        }
        graph = handles.own(stream.endCapture());
    }

    /** The stream has to leave the recording, or it would take no further run. */
    private void discardRecord(Throwable failure) {
        try (Gpu.Graph unfinished = stream.endCapture()) {
            LOG.debug("discarded {}", unfinished);
        } catch (TalkingHeadException e) {
            failure.addSuppressed(e);
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Frees the graph, the stream and the memory, in this order. The context stays. */
    @Override
    public void close() {
        graph = null;
        handles.close();
    }
}
