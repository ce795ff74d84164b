package dev.taskmaster.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Everything about a fact, for those who look for a cause: instant, level, thread, logger, message, stack trace. */
public final class VerboseLine extends Formatter {

    @Override
    public String format(LogRecord entry) {
        var line = new StringWriter();
        line.append(entry.getInstant().toString())
                .append(' ')
                .append(PlainLine.word(entry.getLevel()))
                .append(" [")
                .append(Thread.currentThread().getName())
                .append("] ")
                .append(entry.getLoggerName())
                .append(": ")
                .append(formatMessage(entry))
                .append('\n');
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(line, true));
        }
        return line.toString();
    }
}
