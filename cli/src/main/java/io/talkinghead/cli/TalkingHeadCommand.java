package io.talkinghead.cli;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.talkinghead.error.TalkingHeadException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's root, and how it ends: 0 well, 1 failed, 2 used wrongly. */
@Command(
        name = "talkinghead",
        description = "Photos of a person in, a moving head out.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = BuildVersion.class)
public final class TalkingHeadCommand implements Runnable {
    /** By the names in their annotations. Looking into all of these classes takes longer than all else before a command runs. */
    private static final ImmutableMap<String, Class<?>> COMMANDS = ImmutableMap.<String, Class<?>>builder()
            .put("animate", AnimateCommand.class)
            .put("track", TrackCommand.class)
            .put("analyze", AnalyzeCommand.class)
            .put("detect", DetectCommand.class)
            .put("backends", BackendsCommand.class)
            .put("person", PersonCommand.class)
            .put("prepare", PrepareCommand.class)
            .put("train", TrainCommand.class)
            .put("evaluate", EvaluateCommand.class)
            .put("compare", CompareCommand.class)
            .put("baseline", BaselineCommand.class)
            .put("study", StudyCommand.class)
            .put("tensorrt", TensorRtCommand.class)
            .put("export", ExportCommand.class)
            .put("studio", StudioCommand.class)
            .put("demo", DemoCommand.class)
            .build();

    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the trace of an error.")
    private boolean verbose;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "Show no progress.")
    private boolean quiet;

    /** Runs the command line and exits. */
    public static void main(String[] arguments) {
        // What is shown is English; the progress bar would write the digits of the user's language into it.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        boolean named = arguments.length > 0 && COMMANDS.containsKey(arguments[0]);
        CommandLine line = named ? commandLine(Set.of(arguments[0])) : commandLine();
        System.exit(line.execute(arguments));
    }

    /** Returns the command line, ready to execute; its writers may be replaced. */
    public static CommandLine commandLine() {
        return commandLine(COMMANDS.keySet());
    }

    /** Returns the command line with some of its commands only. */
    static CommandLine commandLine(Set<String> names) {
        CommandLine line = new CommandLine(new TalkingHeadCommand());
        Maps.filterKeys(COMMANDS, names::contains).forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Path.class, new FileName());
        line.setExecutionExceptionHandler((failure, failed, result) -> {
            TalkingHeadCommand root = (TalkingHeadCommand) line.getCommandSpec().userObject();
            failed.getErr().println(message(failure).replaceAll("\\s*\\R\\s*", " "));
            if (root.verbose) {
                failed.getErr().print(Throwables.getStackTraceAsString(failure));
            }
            failed.getErr().flush();
            return failure instanceof UsageException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    private static String message(Exception failure) {
        if (failure instanceof TalkingHeadException known) {
            return known.getMessage() + MissingBackend.advice(known);
        }
        if (failure instanceof UsageException) {
            return String.valueOf(failure.getMessage());
        }
        return "unexpected failure: " + failure;
    }

    /** Tells whether progress is to be shown. */
    boolean quiet() {
        return quiet;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
