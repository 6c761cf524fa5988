package io.talkinghead.lab.evaluation;

import io.talkinghead.lab.comparison.ComparedMethod;
import java.util.ArrayList;
import java.util.List;

/** Methods that are open, in the order of the tables. Owns them. */
final class OpenMethods implements AutoCloseable {
    private final List<ComparedMethod> methods = new ArrayList<>();

    void add(ComparedMethod method) {
        methods.add(method);
    }

    List<ComparedMethod> all() {
        return methods;
    }

    @Override
    public void close() {
        methods.forEach(ComparedMethod::close);
    }
}
