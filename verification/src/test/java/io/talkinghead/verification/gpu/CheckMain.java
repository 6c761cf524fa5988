package io.talkinghead.verification.gpu;

import com.google.common.base.Throwables;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Runs a check's program and tells how it ended, on a line that begins with {@code ended:}. The process ends here whatever the
 * engines still have running.
 */
final class CheckMain {
    private CheckMain() {}

    /** Takes the name of the program's class and its arguments. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        CheckEnd end = run(args[0], Arrays.copyOfRange(args, 1, args.length), out);
        out.println();
        out.println(end.line());
        out.flush();
        Runtime.getRuntime().halt(end.status() == CheckStatus.PASSED ? 0 : 1);
    }

    private static CheckEnd run(String program, String[] args, PrintStream out) {
        try {
            Method main = Class.forName(program).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) args);
            return CheckEnd.PASSED;
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            out.println(Throwables.getStackTraceAsString(thrown));
            return CheckEnd.of(thrown);
        } catch (ReflectiveOperationException | LinkageError e) {
            out.println(Throwables.getStackTraceAsString(e));
            return CheckEnd.of(e);
        }
    }
}
