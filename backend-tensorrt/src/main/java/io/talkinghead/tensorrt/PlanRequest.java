package io.talkinghead.tensorrt;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be compiled, and where it goes.
 *
 * @param key the hash of its {@link PlanKey}
 * @param weightsHash of the weights in the model
 * @param refittable whether other weights are to fit later
 * @param target the {@link PlanFile} to write
 * @param timings what earlier compilations measured; read and written
 */
record PlanRequest(String key, String weightsHash, boolean refittable, Path target, Path timings) {
    /** Returns it as a program's arguments. */
    List<String> arguments() {
        return List.of(key, weightsHash, Boolean.toString(refittable), target.toString(), timings.toString());
    }

    /** Reads {@link #arguments()}. */
    static PlanRequest of(List<String> arguments) {
        return new PlanRequest(
                arguments.get(0),
                arguments.get(1),
                Boolean.parseBoolean(arguments.get(2)),
                Path.of(arguments.get(3)),
                Path.of(arguments.get(4)));
    }
}
