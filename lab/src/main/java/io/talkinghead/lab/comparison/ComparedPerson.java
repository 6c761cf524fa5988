package io.talkinghead.lab.comparison;

import io.talkinghead.image.Frame;
import org.apiguardian.api.API;

/**
 * One person as one method has learnt it.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ComparedPerson extends AutoCloseable {
    /**
     * Draws the person.
     *
     * @return of the resolution of the person's photos
     */
    Frame draw(AskedFrame asked);

    @Override
    void close();
}
