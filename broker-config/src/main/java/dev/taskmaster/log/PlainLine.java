package dev.taskmaster.log;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/** One line a fact, for people: the time, the level where it is not INFO, the message, and an error's own words. */
public final class PlainLine extends Formatter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    @Override
    public String format(LogRecord entry) {
        var line = new StringBuilder();
        line.append(TIME.format(LocalTime.ofInstant(entry.getInstant(), ZoneId.systemDefault())));
        line.append(' ');
        if (!entry.getLevel().equals(Level.INFO)) {
            line.append(word(entry.getLevel())).append(' ');
        }
        line.append(onOneLine(formatMessage(entry)));
        if (entry.getThrown() != null) {
            line.append(": ").append(onOneLine(String.valueOf(entry.getThrown())));
        }
        return line.append('\n').toString();
    }

    /** What others wrote, such as a handler's failure, must not look like a line of ours or steer a terminal. */
    static String onOneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    static String word(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARN";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }
}
