package io.talkinghead.internal.engine;

/**
 * The engines and models that all heads of this process share which were given no engine of their own: the one thing that outlives
 * the objects of users. It holds what is in use only, nothing when no head is open, and nothing but memory and time tells it from
 * an engine for each head.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class ProcessEngines {
    private static final Engines ENGINES = new Engines();

    private ProcessEngines() {}

    /** Returns them; not to be closed. */
    public static Engines get() {
        return ENGINES;
    }
}
