package dev.taskmaster.master.page;

import java.time.Duration;
import java.util.Locale;

/** How the page writes numbers and times. Pure functions. */
final class Figures {

    /** What nobody knows. */
    static final String UNKNOWN = "\u2013";

    private static final int WHOLE_FROM = 100;
    private static final double TENTHS = 1_000;
    private static final long MOST_TENTHS = 999;
    private static final int MINUTES = 60;
    private static final int HOURS = 24;

    private Figures() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number and what it counts. */
    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** A part in tenths of a percent, rounded down: 100 % is said of the whole alone. */
    static String percent(long part, long whole) {
        if (whole > 0 && part >= whole) {
            return "100\u00a0%";
        }
        long tenths = part <= 0 ? 0 : Math.min(MOST_TENTHS, (long) (part * TENTHS / whole));
        return tenths / 10 + "." + tenths % 10 + "\u00a0%";
    }

    static String perSecond(double rate) {
        if (rate <= 0) {
            return UNKNOWN;
        }
        return rate < WHOLE_FROM ? String.format(Locale.ROOT, "%.1f/s", rate) : count(Math.round(rate)) + "/s";
    }

    /** A span with its two largest units, such as {@code 1 min 20 s}. */
    static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < MINUTES) {
            return seconds + "\u00a0s";
        }
        if (span.toHours() == 0) {
            return span.toMinutes() + "\u00a0min " + span.toSecondsPart() + "\u00a0s";
        }
        if (span.toHours() < HOURS) {
            return span.toHours() + "\u00a0h " + span.toMinutesPart() + "\u00a0min";
        }
        return span.toDays() + "\u00a0d " + span.toHoursPart() + "\u00a0h";
    }
}
