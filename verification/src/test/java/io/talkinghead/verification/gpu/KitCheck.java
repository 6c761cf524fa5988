package io.talkinghead.verification.gpu;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One check of the kit: a Java program in a process of its own, so that a library that crashes or hangs takes only this check with
 * it.
 *
 * @param name short, as in {@code onnx-contract}; results are found by it
 * @param what it does, in words
 * @param engines which of the kit's folders of jars it needs besides {@code lib}; two of them may hold one engine's two forms
 * @param options further options of the virtual machine
 * @param program the class whose {@code main} is called
 * @param arguments what that gets
 * @param limit the longest it may take
 */
record KitCheck(
        String name,
        String what,
        List<String> engines,
        List<String> options,
        String program,
        List<String> arguments,
        Duration limit) {

    KitCheck {
        engines = List.copyOf(engines);
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    /** A check without options, in two minutes at most. */
    static KitCheck of(String name, String what, String engine, String program, String... arguments) {
        return new KitCheck(name, what, List.of(engine), List.of(), program, List.of(arguments), Duration.ofMinutes(2));
    }

    KitCheck within(Duration other) {
        return new KitCheck(name, what, engines, options, program, arguments, other);
    }

    /** Needs another engine as well. */
    KitCheck beside(String engine) {
        List<String> all = new ArrayList<>(engines);
        all.add(engine);
        return new KitCheck(name, what, all, options, program, arguments, limit);
    }

    KitCheck with(String... added) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(added));
        return new KitCheck(name, what, engines, all, program, arguments, limit);
    }

    /** Returns what follows {@code java}, for the reader as for the system. */
    List<String> command() {
        List<String> command = new ArrayList<>(options);
        command.add(CheckMain.class.getName());
        command.add(program);
        command.addAll(arguments);
        return command;
    }
}
