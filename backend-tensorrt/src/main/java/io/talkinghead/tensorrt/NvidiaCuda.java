package io.talkinghead.tensorrt;

import static io.talkinghead.tensorrt.NvidiaDriver.check;

import java.nio.ByteBuffer;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Pointer;

/** Memory, streams and recorded runs of one GPU: the part of it that is CUDA. */
final class NvidiaCuda {
    private final int device;

    NvidiaCuda(int device) {
        this.device = device;
    }

    /** Makes this the GPU of the calling thread. */
    void makeCurrent() {
        check(cudart.cudaSetDevice(device), "select GPU " + device);
    }

    Gpu.Memory allocate(long bytes) {
        Pointer memory = new Pointer();
        check(cudart.cudaMalloc(memory, bytes), "allocate " + bytes + " bytes on the GPU");
        return new DeviceMemory(memory);
    }

    Gpu.HostMemory pin(ByteBuffer buffer, long bytes) {
        Pointer memory = new Pointer(buffer);
        check(
                cudart.cudaHostRegister(memory, buffer.capacity(), cudart.cudaHostRegisterDefault),
                "lock " + buffer.capacity() + " bytes of memory");
        return new PinnedMemory(memory, bytes);
    }

    Gpu.Stream newStream() {
        CUstream_st stream = new CUstream_st();
        check(cudart.cudaStreamCreateWithFlags(stream, cudart.cudaStreamNonBlocking), "make a stream");
        return new NvidiaStream(stream);
    }

    record DeviceMemory(Pointer address) implements Gpu.Memory {
        @Override
        public void close() {
            check(cudart.cudaFree(address), "free memory");
        }
    }

    private record PinnedMemory(Pointer address, long bytes) implements Gpu.HostMemory {
        @Override
        public void close() {
            check(cudart.cudaHostUnregister(address), "unlock memory");
        }
    }

    record NvidiaStream(CUstream_st stream) implements Gpu.Stream {
        @Override
        public void upload(Gpu.HostMemory from, Gpu.Memory to) {
            PinnedMemory host = (PinnedMemory) from;
            copy(((DeviceMemory) to).address(), host.address(), host.bytes(), cudart.cudaMemcpyHostToDevice);
        }

        @Override
        public void download(Gpu.Memory from, Gpu.HostMemory to) {
            PinnedMemory host = (PinnedMemory) to;
            copy(host.address(), ((DeviceMemory) from).address(), host.bytes(), cudart.cudaMemcpyDeviceToHost);
        }

        private void copy(Pointer to, Pointer from, long bytes, int direction) {
            check(cudart.cudaMemcpyAsync(to, from, bytes, direction, stream), "copy");
        }

        @Override
        public void await() {
            check(cudart.cudaStreamSynchronize(stream), "finish a run");
        }

        @Override
        public void beginCapture() {
            check(cudart.cudaStreamBeginCapture(stream, cudart.cudaStreamCaptureModeThreadLocal), "record a run");
        }

        @Override
        public Gpu.Graph endCapture() {
            CUgraph_st graph = new CUgraph_st();
            check(cudart.cudaStreamEndCapture(stream, graph), "end the record of a run");
            try {
                CUgraphExec_st ready = new CUgraphExec_st();
                check(cudart.cudaGraphInstantiate(ready, graph), "prepare a recorded run");
                return new NvidiaGraph(ready);
            } finally {
                check(cudart.cudaGraphDestroy(graph), "free a record");
            }
        }

        @Override
        public void close() {
            check(cudart.cudaStreamDestroy(stream), "end a stream");
        }
    }

    private record NvidiaGraph(CUgraphExec_st ready) implements Gpu.Graph {
        @Override
        public void launch(Gpu.Stream stream) {
            check(cudart.cudaGraphLaunch(ready, ((NvidiaStream) stream).stream()), "start a recorded run");
        }

        @Override
        public void close() {
            check(cudart.cudaGraphExecDestroy(ready), "free a recorded run");
        }
    }
}
