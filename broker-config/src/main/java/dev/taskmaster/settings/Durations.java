package dev.taskmaster.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Spans of time as people write them: {@code 50ms}, {@code 1.5s}, {@code 10m}, {@code 2h}, {@code 1d}. Pure functions. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(us|ms|s|m|h|d)?");
    private static final Map<String, Duration> UNITS = Map.of(
            "us", Duration.ofNanos(1_000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    /** The longest span taken, about 100 years: longer ones would overflow where nanoseconds are counted. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    /**
     * Reads a span; a number without a unit counts seconds.
     *
     * @throws IllegalArgumentException if the text has another form or the span is longer than 100 years; the message is
     *     the rule
     */
    public static Duration parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must be a time such as 50ms, 12s, 1.5m or 2h");
        }
        var unit = UNITS.getOrDefault(parts.group(2) == null ? "s" : parts.group(2), LONGEST);
        var nanos = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit.toNanos()));
        if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
            throw new IllegalArgumentException("must be at most 100 years");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    /** The shortest way to write a span for people: its largest unit, with at most one decimal. */
    public static String format(Duration span) {
        if (span.compareTo(Duration.ofSeconds(1)) < 0) {
            return span.toMillis() + "ms";
        }
        if (span.compareTo(Duration.ofMinutes(2)) < 0) {
            return inUnit(span, Duration.ofSeconds(1)) + "s";
        }
        if (span.compareTo(Duration.ofHours(2)) < 0) {
            return inUnit(span, Duration.ofMinutes(1)) + "m";
        }
        return inUnit(span, Duration.ofHours(1)) + "h";
    }

    private static String inUnit(Duration span, Duration unit) {
        long tenths = Math.round(span.toMillis() * 10.0 / unit.toMillis());
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }
}
