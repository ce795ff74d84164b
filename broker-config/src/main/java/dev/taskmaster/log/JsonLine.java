package dev.taskmaster.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.slf4j.MDC;

/**
 * One JSON object a line: {@code time} (ISO 8601, UTC), {@code level}, {@code logger}, {@code thread}, the {@link LogFields}
 * that are known, {@code message}, and {@code error} and {@code stack} where something was thrown. It is written without a
 * library, so that it costs no time at the start.
 */
final class JsonLine extends Formatter {

    private final boolean traces;

    /** With stack traces or without. */
    JsonLine(boolean traces) {
        this.traces = traces;
    }

    @Override
    public String format(LogRecord entry) {
        var line = new StringBuilder("{");
        text(line, "time", entry.getInstant().toString());
        text(line, "level", PlainLine.word(entry.getLevel()));
        text(line, "logger", String.valueOf(entry.getLoggerName()));
        text(line, "thread", Thread.currentThread().getName());
        for (var field : LogFields.ALL) {
            var value = MDC.get(field);
            if (value != null && field.equals(LogFields.TASK)) {
                name(line, field).append(value);
            } else if (value != null) {
                text(line, field, value);
            }
        }
        text(line, "message", String.valueOf(formatMessage(entry)));
        var thrown = entry.getThrown();
        if (thrown != null) {
            text(line, "error", thrown.toString());
        }
        if (thrown != null && traces) {
            var stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack, true));
            text(line, "stack", stack.toString());
        }
        return line.append("}\n").toString();
    }

    private static StringBuilder name(StringBuilder line, String name) {
        return line.append(line.length() == 1 ? "\"" : ",\"").append(name).append("\":");
    }

    /** Quoted as RFC 8259, 7 wants it. */
    private static void text(StringBuilder line, String name, String value) {
        name(line, name).append('"');
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '"', '\\' -> line.append('\\').append(character);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (character < ' ') {
                        line.append(String.format("\\u%04x", (int) character));
                    } else {
                        line.append(character);
                    }
                }
            }
        }
        line.append('"');
    }
}
