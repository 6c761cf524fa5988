/* A CUDA runtime for one GPU that is none, on the processor's memory: what NvidiaCuda is tried with through the real glue. */
#include <stdlib.h>
#include <string.h>

enum { OK = 0, INVALID = 1, NO_MEMORY = 2 };
enum { STREAM = 4711, GRAPH = 42, READY = 43 };

static int is(void *handle, int kind) { return *(int *)handle == kind; }

static void *made(int kind) {
    int *handle = malloc(sizeof(int));
    *handle = kind;
    return handle;
}

static int gone(void *handle, int kind) {
    if (!is(handle, kind)) return INVALID;
    *(int *)handle = 0;
    free(handle);
    return OK;
}

static int on_page(void *memory) { return (size_t)memory % 4096 == 0 ? OK : INVALID; }

int cudaGetDeviceCount(int *count) { *count = 1; return OK; }
int cudaDriverGetVersion(int *version) { *version = 13000; return OK; }
int cudaSetDevice(int device) { return device == 0 ? OK : INVALID; }
const char *cudaGetErrorString(int error) { return error == NO_MEMORY ? "out of memory" : "invalid value"; }

/* The name comes first; the UUID, the LUID and its mask follow, then the size of the memory. */
int cudaGetDeviceProperties(void *properties, int device) {
    strcpy(properties, "Pretended in C");
    *(size_t *)((char *)properties + 288) = 1u << 30;
    return device == 0 ? OK : INVALID;
}

int cudaMalloc(void **memory, size_t bytes) {
    *memory = bytes > (1ul << 30) ? NULL : malloc(bytes);
    return *memory == NULL ? NO_MEMORY : OK;
}
int cudaFree(void *memory) { free(memory); return OK; }
int cudaHostRegister(void *memory, size_t bytes, unsigned flags) { return bytes % 4096 == 0 ? on_page(memory) : INVALID; }
int cudaHostUnregister(void *memory) { return on_page(memory); }

int cudaStreamCreateWithFlags(void **stream, unsigned flags) { *stream = made(STREAM); return flags == 1 ? OK : INVALID; }
int cudaStreamDestroy(void *stream) { return gone(stream, STREAM); }
int cudaStreamSynchronize(void *stream) { return is(stream, STREAM) ? OK : INVALID; }
int cudaMemcpyAsync(void *to, const void *from, size_t bytes, int direction, void *stream) {
    if (!is(stream, STREAM) || direction < 1 || direction > 2) return INVALID;
    memcpy(to, from, bytes);
    return OK;
}

int cudaStreamBeginCapture(void *stream, int mode) { return is(stream, STREAM) && mode == 1 ? OK : INVALID; }
int cudaStreamEndCapture(void *stream, void **graph) { *graph = made(GRAPH); return is(stream, STREAM) ? OK : INVALID; }
int cudaGraphInstantiate(void **ready, void *graph, unsigned long long flags) {
    *ready = made(READY);
    return is(graph, GRAPH) ? OK : INVALID;
}
int cudaGraphDestroy(void *graph) { return gone(graph, GRAPH); }
int cudaGraphLaunch(void *ready, void *stream) { return is(ready, READY) && is(stream, STREAM) ? OK : INVALID; }
int cudaGraphExecDestroy(void *ready) { return gone(ready, READY); }
