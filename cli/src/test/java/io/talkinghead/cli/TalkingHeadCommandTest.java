package io.talkinghead.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** A command that is looked up alone is what it is among all. */
class TalkingHeadCommandTest {
    private final Map<String, CommandLine> all =
            TalkingHeadCommand.commandLine().getSubcommands();

    @Test
    void commandLine_allCommands_haveTheNamesOfTheirAnnotations() {
        assertThat(all).hasSize(16);
        all.forEach((name, command) -> assertThat(
                        command.getCommandSpec().userObject().getClass().getAnnotation(CommandLine.Command.class))
                .extracting(CommandLine.Command::name)
                .isEqualTo(name));
    }

    @Test
    void commandLine_oneCommand_hasTheSameHelpAndOptions() {
        all.forEach((name, command) -> {
            Map<String, CommandLine> alone =
                    TalkingHeadCommand.commandLine(Set.of(name)).getSubcommands();
            assertThat(alone).containsOnlyKeys(name);
            checkSame(requireNonNull(alone.get(name)), command);
        });
    }

    private static void checkSame(CommandLine alone, CommandLine command) {
        assertThat(alone.getUsageMessage(Ansi.OFF)).isEqualTo(command.getUsageMessage(Ansi.OFF));
        assertThat(alone.getSubcommands().keySet())
                .isEqualTo(command.getSubcommands().keySet());
        alone.getSubcommands()
                .forEach((name, below) ->
                        checkSame(below, requireNonNull(command.getSubcommands().get(name))));
    }

    @Test
    void execute_oneCommand_knowsTheOptionsOfAll() {
        StringWriter err = new StringWriter();
        CommandLine line = TalkingHeadCommand.commandLine(Set.of("person")).setErr(new PrintWriter(err));
        int code = line.execute("person", "info", "no such.person", "--verbose", "--quiet");
        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).startsWith("TH-").contains("no such.person").contains("\tat ");
        assertThat(line.execute("animate")).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
