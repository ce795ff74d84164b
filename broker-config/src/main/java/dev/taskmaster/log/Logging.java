package dev.taskmaster.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Sets up the log of a command. A program that uses Taskmaster as a library keeps its own. */
public final class Logging {

    /** Not those of single messages and of every look at a count, which would bury the rest. */
    private static final String AUDIT = "org.apache.activemq.audit.resource";

    /** The root of our own loggers. */
    private static final String OWN = "dev.taskmaster";

    private Logging() {}

    /**
     * Starts logging to standard error: Taskmaster's own life, and of Artemis only what needs a look.
     *
     * @param format how lines look
     * @param verbose also debug lines, stack traces, and what Artemis tells of its life
     */
    public static void start(LogFormat format, boolean verbose) {
        var own = verbose ? "FINE" : "INFO";
        var others = verbose ? "INFO" : "WARNING";
        var configuration = String.join(
                "\n",
                "handlers=java.util.logging.ConsoleHandler",
                "java.util.logging.ConsoleHandler.level=ALL",
                "java.util.logging.ConsoleHandler.encoding=UTF-8",
                ".level=" + others,
                OWN + ".level=" + own,
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
        for (var handler : Logger.getLogger("").getHandlers()) {
            handler.setFormatter(format.formatter(verbose));
        }
        // A level counts for loggers that were made before only once its own logger is there.
        LoggerFactory.getLogger(OWN);
    }

    /**
     * Also logs, from now on, who does what at the broker in this process: logins that are let in or refused, connections,
     * and what is done to queues. It names users and addresses, and no password.
     */
    public static void audit() {
        // By SLF4J first, which keeps the logger: its level would be forgotten with it.
        LoggerFactory.getLogger(AUDIT);
        Logger.getLogger(AUDIT).setLevel(Level.INFO);
    }

    /**
     * Has each line from now on written by somebody who makes room for it on the terminal.
     *
     * @param writing runs what it is given, which writes one entry to standard error
     * @return ends that
     */
    public static Runnable around(Consumer<Runnable> writing) {
        var root = Logger.getLogger("");
        var before = root.getHandlers();
        var now = Arrays.stream(before)
                .map(inner -> new AroundEach(inner, writing))
                .toArray(Handler[]::new);
        replace(root, before, now);
        return () -> replace(root, now, before);
    }

    /** For a moment there are both: a line twice is better than none. */
    private static void replace(Logger logger, Handler[] before, Handler[] now) {
        Arrays.stream(now).forEach(logger::addHandler);
        Arrays.stream(before).forEach(logger::removeHandler);
    }
}
