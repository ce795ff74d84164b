package dev.taskmaster.settings;

import dev.taskmaster.InvalidUseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads typed values and remembers what was wrong with each; {@link #check()} reports all of it at once. After a problem
 * a read answers with the default, so that reading can go on. For one thread.
 */
public final class SettingsReader {

    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    SettingsReader(Settings settings) {
        this.settings = settings;
    }

    /**
     * A value of any type. The parser refuses a text with an {@link IllegalArgumentException} whose message is the rule,
     * such as "must be a whole number".
     */
    public <T> Optional<T> value(String key, Function<String, T> parser) {
        var found = settings.find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(found.get().text()));
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A text. */
    public Optional<String> text(String key) {
        return value(key, Function.identity());
    }

    /** A text that must not be shown: its value is not part of a problem. */
    public Optional<Secret> secret(String key) {
        return settings.find(key).map(found -> new Secret(found.text()));
    }

    /** Whether a switch is on: given without a value, or as true or false. */
    public boolean flag(String key) {
        return value(key, SettingsReader::truth).orElse(false);
    }

    /** A whole number within bounds, both included. */
    public Optional<Long> wholeNumber(String key, long least, long most) {
        return value(key, text -> parseWholeNumber(text, least, most));
    }

    /** A span of time, more than none: see {@link Durations}. */
    public Optional<Duration> duration(String key) {
        return value(key, SettingsReader::parseSpan);
    }

    /** A host and a port. */
    public Optional<HostPort> hostPort(String key) {
        return value(key, HostPort::parse);
    }

    /** Remembers a problem with the value of a key, found by the caller. */
    public void problem(String key, String rule) {
        var found = settings.find(key);
        problems.add(found.map(value -> problem(key, rule, value)).orElseGet(() -> key + " " + rule));
    }

    private static String problem(String key, String rule, Settings.Value value) {
        // The rules of domain types name what they are about, and the value.
        return rule.startsWith(key + " ")
                ? rule + " (" + value.origin() + ")"
                : key + " " + rule + ", but " + value.origin() + " says \"" + value.text() + "\"";
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidUseException if anything was wrong; its one line lists everything
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidUseException(String.join("; ", problems));
        }
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Duration parseSpan(String text) {
        var span = Durations.parse(text);
        if (span.isZero()) {
            throw new IllegalArgumentException("must be more than 0");
        }
        return span;
    }

    private static long parseWholeNumber(String text, long least, long most) {
        var rule = most == Long.MAX_VALUE
                ? "must be a whole number of at least " + least
                : "must be a whole number from " + least + " to " + most;
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(rule, e);
        }
        if (number < least || number > most) {
            throw new IllegalArgumentException(rule);
        }
        return number;
    }
}
