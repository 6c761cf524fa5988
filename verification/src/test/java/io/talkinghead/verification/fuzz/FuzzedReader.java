package io.talkinghead.verification.fuzz;

/** Something that reads what strangers bring. */
@FunctionalInterface
interface FuzzedReader {
    /** Reads one input. What it throws besides {@link io.talkinghead.error.TalkingHeadException} is a fault. */
    void read(byte[] input) throws Exception;
}
