package io.talkinghead.lab.comparison;

import org.apiguardian.api.API;

/**
 * Where a method comes from that is opened only when it is needed, and may turn out to be missing.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface MethodSource {
    /** Returns the method's name: see {@link ComparedMethod#id}. */
    String id();

    /**
     * Returns what tells it from another method of the same name, such as a hash of its weights: results of the two are never mixed.
     *
     * @throws io.talkinghead.error.TalkingHeadException when there is no such method, with the reason
     */
    String origin();

    /**
     * Opens the method.
     *
     * @return to be closed by the caller, before what it runs on
     * @throws io.talkinghead.error.TalkingHeadException when it cannot be used, with the reason
     */
    ComparedMethod open();
}
