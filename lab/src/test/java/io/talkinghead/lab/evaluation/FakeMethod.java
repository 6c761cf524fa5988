package io.talkinghead.lab.evaluation;

import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.lab.comparison.MethodSource;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.util.List;

/** A method that hands back the driving frame, and does what a test wants before. */
final class FakeMethod implements MethodSource, ComparedMethod, ComparedPerson {
    private final String id;
    private final String origin;
    private final int size;
    /** Called before a person is learnt, with how many were before. */
    private final Learning learning;

    int learnt;
    int open;

    FakeMethod(String id, String origin, int size, Learning learning) {
        this.id = id;
        this.origin = origin;
        this.size = size;
        this.learning = learning;
    }

    static FakeMethod perfect(String id) {
        return new FakeMethod(id, "a", 128, before -> {});
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public ComparedMethod open() {
        open++;
        return this;
    }

    @Override
    public ComparedPerson learn(List<ReferencePhoto> photos, int neutralPhoto, Cancellation cancellation) {
        learning.before(learnt++);
        open++;
        return this;
    }

    @Override
    public Frame draw(AskedFrame asked) {
        return size == asked.driver().widthPx() ? asked.driver() : Resampler.resize(asked.driver(), size, size);
    }

    @Override
    public void close() {
        open--;
    }

    interface Learning {
        void before(int learnt);
    }
}
