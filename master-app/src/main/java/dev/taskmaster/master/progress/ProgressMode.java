package dev.taskmaster.master.progress;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How progress is told. */
public enum ProgressMode {
    /** One line of the terminal that is drawn anew. */
    BAR,
    /** A line of text a second. */
    PLAIN,
    /** A JSON object a second. */
    JSON,
    /** Not at all. */
    NONE;

    /** The word on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The mode with that word.
     *
     * @throws IllegalArgumentException if there is none; the message is the rule
     */
    public static ProgressMode ofWord(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(ProgressMode::word).collect(Collectors.joining(", "))));
    }
}
