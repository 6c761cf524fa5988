package io.talkinghead.lab.comparison;

import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.util.List;

/** A method that was opened together with something else, and closes it too. */
record OwningMethod(ComparedMethod method, Runnable owned) implements ComparedMethod {
    @Override
    public String id() {
        return method.id();
    }

    @Override
    public ComparedPerson learn(List<ReferencePhoto> photos, int neutralPhoto, Cancellation cancellation) {
        return method.learn(photos, neutralPhoto, cancellation);
    }

    @Override
    public void close() {
        try {
            method.close();
        } finally {
            owned.run();
        }
    }
}
