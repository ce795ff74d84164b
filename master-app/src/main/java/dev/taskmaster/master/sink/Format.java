package dev.taskmaster.master.sink;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The formats that a person can choose. */
public enum Format {
    /** The text of each result on a line. */
    TEXT,
    /** One JSON object a line. */
    JSONL,
    /** Comma-separated values with a header. */
    CSV;

    /** The word on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format with that word.
     *
     * @throws IllegalArgumentException if there is none; the message is the rule
     */
    public static Format ofWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(Format::word).collect(Collectors.joining(", "))));
    }

    /**
     * How results look in this format.
     *
     * @param prefix what each line of text begins with; the other formats have none
     */
    public ResultFormat results(String prefix) {
        return switch (this) {
            case TEXT -> new TextFormat(prefix);
            case JSONL -> new JsonLinesFormat();
            case CSV -> new CsvFormat();
        };
    }
}
