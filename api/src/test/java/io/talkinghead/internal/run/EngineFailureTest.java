package io.talkinghead.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What engines were seen to say. */
class EngineFailureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BFCArena::AllocateRawInternal(size_t, bool, Stream*) Failed to allocate memory for requested buffer of size 17179869184",
                "Error code - ORT_RUNTIME_EXCEPTION - message: Exception during initialization: std::bad_alloc",
                "DefaultCPUAllocator: can't allocate memory: you tried to allocate 1048576 bytes",
                "[enforce fail at alloc_cpu.cpp:81] data. DefaultCPUAllocator: not enough memory: you tried to allocate 8 bytes",
                "CUDA out of memory. Tried to allocate 2.00 GiB",
                "Error Code 2: OutOfMemory (Requested size was 8589934592 bytes.)"
            })
    void of_memoryRanOut_isThatAndSaysWhatToDo(String said) {
        TalkingHeadException failure =
                EngineFailure.of("PyTorch failed in a run", "do less", new RuntimeException(said));
        assertThat(failure.code()).isEqualTo(ErrorCode.DEVICE_MEMORY);
        assertThat(failure)
                .hasMessageContaining("PyTorch failed in a run: " + said)
                .hasMessageEndingWith(": do less");
    }

    @Test
    void of_anythingElse_isTheEnginesFailure() {
        RuntimeException cause = new RuntimeException("mat1 and mat2 shapes cannot be multiplied");
        TalkingHeadException failure = EngineFailure.of("PyTorch failed in a run", "do less", cause);
        assertThat(failure.code()).isEqualTo(ErrorCode.BACKEND_FAILED);
        assertThat(failure).hasMessageEndingWith("cannot be multiplied").hasCause(cause);
    }

    @Test
    void of_causeWithoutWords_isTheEnginesFailure() {
        assertThat(EngineFailure.of("PyTorch failed", "do less", new RuntimeException()))
                .hasMessageContaining("PyTorch failed: null");
    }
}
