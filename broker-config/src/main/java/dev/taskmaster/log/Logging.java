package dev.taskmaster.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/** Sets up the log of a command. A program that uses Taskmaster as a library keeps its own. */
public final class Logging {

    private Logging() {}

    /**
     * Starts logging to standard error: Taskmaster's own life, and of Artemis only what needs a look.
     *
     * @param verbose also debug lines, stack traces, and what Artemis tells of its life
     */
    public static void start(boolean verbose) {
        var own = verbose ? "FINE" : "INFO";
        var others = verbose ? "INFO" : "WARNING";
        var configuration = String.join(
                "\n",
                "handlers=java.util.logging.ConsoleHandler",
                "java.util.logging.ConsoleHandler.level=ALL",
                "java.util.logging.ConsoleHandler.encoding=UTF-8",
                "java.util.logging.ConsoleHandler.formatter="
                        + (verbose ? VerboseLine.class : PlainLine.class).getName(),
                ".level=" + others,
                "dev.taskmaster.level=" + own,
                verbose ? "" : "java.util.logging.ConsoleHandler.filter=" + ToldElsewhere.class.getName(),
                // What the audit log would say at INFO, the broker's own log says where it matters.
                "org.apache.activemq.audit.level=OFF",
                // It warns that counts from before are missing when metrics come last; the broker's are read, not
                // counted.
                "io.micrometer.core.instrument.composite.level=SEVERE",
                "");
        try {
            LogManager.getLogManager()
                    .readConfiguration(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }
}
