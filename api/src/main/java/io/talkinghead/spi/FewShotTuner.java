package io.talkinghead.spi;

import io.talkinghead.person.Person;

/**
 * Few-shot adversarial fine-tuning of a person (paper, section 3.4).
 *
 * <p><b>Threading:</b> one tuning at a time.
 */
public interface FewShotTuner extends AutoCloseable {
    /** Returns the person after tuning on their own photos; the one given stays as it is. */
    Person tune(Person person, TuningOptions options, TuningListener listener);

    @Override
    void close();
}
