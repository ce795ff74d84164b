package dev.taskmaster.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
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
            complain(line, CommandSettings.logFormat(given), Misuse.of(e), null);
            return ExitStatus.USAGE.code();
        });
        line.setExecutionStrategy(parsed -> {
            Logging.start(CommandSettings.logFormat(parsed), CommandSettings.isVerbose(parsed));
            return new CommandLine.RunLast().execute(parsed);
        });
        line.setExecutionExceptionHandler((e, failed, parsed) -> explain(line, e, parsed));
        return line.execute(args);
    }

    private static int explain(CommandLine line, Exception e, ParseResult parsed) {
        log.debug("ended by", e);
        var format = CommandSettings.logFormat(parsed);
        if (e instanceof TaskmasterException known) {
            complain(line, format, String.valueOf(known.getMessage()), null);
            return known.status().code();
        }
        boolean verbose = CommandSettings.isVerbose(parsed);
        complain(
                line,
                format,
                "unexpected: " + e + ": please report it with what --verbose says",
                verbose && format == LogFormat.JSON ? e : null);
        if (verbose && format == LogFormat.HUMAN) {
            e.printStackTrace(line.getErr());
        }
        return ExitStatus.USAGE.code();
    }

    private static void complain(CommandLine line, LogFormat format, String message, @Nullable Throwable thrown) {
        PrintWriter err = line.getErr();
        err.print(format.lastLine(line.getCommandName(), message, thrown));
        err.flush();
    }
}
