package io.talkinghead.tensorrt;

import io.talkinghead.internal.run.EngineFailure;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvonnxparser;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.IRefitter;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;
import org.bytedeco.tensorrt.nvonnxparser.IParser;
import org.bytedeco.tensorrt.nvonnxparser.IParserRefitter;
import org.jspecify.annotations.Nullable;

/** One GPU, through the JavaCPP presets. */
final class NvidiaGpu implements Gpu {
    private final NvidiaCuda cuda;
    private final GpuFacts facts;
    private final String version;
    private final NvidiaLog log = new NvidiaLog(message -> {});
    private final IRuntime runtime;

    NvidiaGpu(int device, GpuFacts facts, String version) {
        cuda = new NvidiaCuda(device);
        this.facts = facts;
        this.version = version;
        makeCurrent();
        runtime = log.flawless(nvinfer.createInferRuntime(log), "start");
    }

    @Override
    public GpuFacts facts() {
        return facts;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public void makeCurrent() {
        cuda.makeCurrent();
    }

    @Override
    public Memory allocate(long bytes) {
        return cuda.allocate(bytes);
    }

    @Override
    public HostMemory pin(ByteBuffer buffer, long bytes) {
        return cuda.pin(buffer, bytes);
    }

    @Override
    public Stream newStream() {
        return cuda.newStream();
    }

    @Override
    public Build build(byte[] onnx, boolean refittable, byte[] timings, Consumer<String> progress) {
        makeCurrent();
        NvidiaLog told = new NvidiaLog(progress);
        IBuilder builder = told.flawless(nvinfer.createInferBuilder(told), "start its builder");
        // Version 11 knows strongly typed networks only.
        INetworkDefinition network = told.usable(builder.createNetworkV2(0), "start a network");
        IParser parser = told.usable(nvonnxparser.createParser(network, told), "start its ONNX parser");
        try (BytePointer model = new BytePointer(onnx);
                BytePointer known = new BytePointer(timings)) {
            told.check(parser.parse(model, onnx.length), "read the network");
            IBuilderConfig config = told.usable(builder.createBuilderConfig(), "start a configuration");
            // TF32 keeps 10 bits: too few for the landmarks of a face, and half floats do not use it.
            config.clearFlag(nvinfer.BuilderFlag.kTF32);
            if (refittable) {
                config.setFlag(nvinfer.BuilderFlag.kREFIT);
            }
            ITimingCache cache = timings(config, told, known, timings.length);
            IHostMemory plan = told.usable(builder.buildSerializedNetwork(network, config), "compile the network");
            return new Build(bytes(plan), bytes(told.usable(cache.serialize(), "write its timing cache")));
        }
    }

    /** Takes what earlier compilations measured, or begins anew when that is damaged or another version's or GPU's. */
    private static ITimingCache timings(IBuilderConfig config, NvidiaLog told, Pointer known, long length) {
        ITimingCache given = length == 0 ? null : config.createTimingCache(known, length);
        if (given != null && NvidiaLog.isObject(given) && config.setTimingCache(given, false)) {
            return given;
        }
        told.takeErrors();
        ITimingCache empty = told.usable(config.createTimingCache(new Pointer(), 0), "start a timing cache");
        told.check(config.setTimingCache(empty, false), "take a timing cache");
        return empty;
    }

    private static byte[] bytes(IHostMemory memory) {
        byte[] bytes = new byte[Math.toIntExact(memory.size())];
        new BytePointer(memory.data()).capacity(bytes.length).get(bytes);
        return bytes;
    }

    @Override
    public @Nullable Engine load(byte[] plan) {
        makeCurrent();
        try (BytePointer bytes = new BytePointer(plan)) {
            ICudaEngine engine = runtime.deserializeCudaEngine(bytes, plan.length);
            String said = log.takeErrors();
            if (engine != null && NvidiaLog.isObject(engine)) {
                return new NvidiaEngine(engine, log);
            }
            if (EngineFailure.tellsOfMemory(said)) {
                throw NvidiaLog.failed("load a compiled network", said);
            }
            return null;
        }
    }

    private static final class NvidiaEngine implements Gpu.Engine {
        private final ICudaEngine engine;
        private final NvidiaLog log;
        /** Made once: they cannot be freed either. */
        private @Nullable IRefitter refitter;

        private @Nullable IParserRefitter parser;

        NvidiaEngine(ICudaEngine engine, NvidiaLog log) {
            this.engine = engine;
            this.log = log;
        }

        @Override
        public void refit(byte[] onnx) {
            IRefitter weights = refitter;
            IParserRefitter names = parser;
            if (weights == null || names == null) {
                weights = log.usable(nvinfer.createInferRefitter(engine, log), "start a refit");
                names = log.usable(nvonnxparser.createParserRefitter(weights, log), "start a refit's parser");
                refitter = weights;
                parser = names;
            }
            try (BytePointer model = new BytePointer(onnx)) {
                log.check(names.refitFromBytes(model, onnx.length), "read the weights of a refit");
                log.check(weights.refitCudaEngine(), "refit the weights");
            }
        }

        @Override
        public long workBytes() {
            return engine.getDeviceMemorySizeV2();
        }

        @Override
        public Gpu.Context newContext() {
            return new NvidiaContext(
                    log.usable(
                            engine.createExecutionContext(nvinfer.ExecutionContextAllocationStrategy.kUSER_MANAGED),
                            "make a context"),
                    log);
        }
    }

    private record NvidiaContext(IExecutionContext context, NvidiaLog log) implements Gpu.Context {
        @Override
        public void bind(String tensor, Gpu.Memory memory) {
            log.check(context.setTensorAddress(tensor, ((NvidiaCuda.DeviceMemory) memory).address()), "bind " + tensor);
        }

        @Override
        public void workIn(Gpu.Memory memory) {
            NvidiaCuda.DeviceMemory device = (NvidiaCuda.DeviceMemory) memory;
            context.setDeviceMemoryV2(device.address(), context.getEngine().getDeviceMemorySizeV2());
        }

        @Override
        public void enqueue(Gpu.Stream stream) {
            log.check(context.enqueueV3(((NvidiaCuda.NvidiaStream) stream).stream()), "run the network");
        }
    }
}
