package dev.taskmaster.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How log lines look. */
public enum LogFormat {
    /** Lines of words. */
    HUMAN,
    /** One JSON object a line, for programs that gather logs. */
    JSON;

    /**
     * The format with that word.
     *
     * @throws IllegalArgumentException if there is none; the message is the rule
     */
    public static LogFormat ofWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(LogFormat::word).collect(Collectors.joining(", "))));
    }

    /** The word on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Formatter formatter(boolean verbose) {
        return switch (this) {
            case HUMAN -> verbose ? new VerboseLine() : new PlainLine();
            case JSON -> new JsonLine(verbose);
        };
    }

    /**
     * The line with which a program ends on an error.
     *
     * @param thrown what is told with its stack trace, or {@code null} if the message says all
     */
    public String lastLine(String program, String message, @Nullable Throwable thrown) {
        if (this == HUMAN) {
            return program + ": " + message.replace("\n", " ") + "\n";
        }
        var entry = new LogRecord(Level.SEVERE, message);
        entry.setLoggerName(program);
        entry.setThrown(thrown);
        return new JsonLine(true).format(entry);
    }
}
