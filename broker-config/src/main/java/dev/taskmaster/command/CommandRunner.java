package dev.taskmaster.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.log.Logging;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Runs a command and ends every failure as one line on standard error with the status that DESIGN gives it. */
public final class CommandRunner {

    private static final Logger log = LoggerFactory.getLogger(CommandRunner.class);

    private CommandRunner() {}

    /**
     * Runs a command with its subcommands.
     *
     * @param command an object annotated for picocli
     * @return the status to end with
     */
    public static int run(Object command, String... args) {
        UnsafeWarning.leaveOut();
        var line = new CommandLine(command);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler((e, given) -> {
            complain(line, Misuse.of(e));
            return ExitStatus.USAGE.code();
        });
        line.setExecutionStrategy(parsed -> {
            Logging.start(CommandSettings.isVerbose(parsed));
            return new CommandLine.RunLast().execute(parsed);
        });
        line.setExecutionExceptionHandler((e, failed, parsed) -> explain(line, e, parsed));
        return line.execute(args);
    }

    private static int explain(CommandLine line, Exception e, ParseResult parsed) {
        log.debug("ended by", e);
        if (e instanceof TaskmasterException known) {
            complain(line, String.valueOf(known.getMessage()));
            return known.status().code();
        }
        complain(line, "unexpected: " + e + ": please report it with what --verbose says");
        if (CommandSettings.isVerbose(parsed)) {
            e.printStackTrace(line.getErr());
        }
        return ExitStatus.USAGE.code();
    }

    private static void complain(CommandLine line, String message) {
        PrintWriter err = line.getErr();
        err.println(line.getCommandName() + ": " + message.replace("\n", " "));
        err.flush();
    }
}
