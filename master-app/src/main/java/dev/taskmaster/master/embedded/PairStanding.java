package dev.taskmaster.master.embedded;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How one broker of a pair stands: whether it serves, and whether both have the same data. */
enum PairStanding {
    SERVES_ALONE("serves; {} does not have its data, so wait before you stop this one"),
    SERVES("serves, and {} has all of its data"),
    BEHIND("waits, and does not have the data of {} yet"),
    IN_STEP("waits, and has all the data of {}");

    private final String message;

    PairStanding(String message) {
        this.message = message;
    }

    static PairStanding of(boolean active, boolean inStep) {
        if (active) {
            return inStep ? SERVES : SERVES_ALONE;
        }
        return inStep ? IN_STEP : BEHIND;
    }

    static Optional<PairStanding> ofWord(String word) {
        return Arrays.stream(values())
                .filter(standing -> standing.word().equals(word))
                .findFirst();
    }

    /** In a file. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For the operator, with a place for the other broker's address. */
    String message() {
        return message;
    }
}
