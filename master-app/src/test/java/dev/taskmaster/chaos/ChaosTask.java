package dev.taskmaster.chaos;

import java.time.Duration;

/**
 * The work of the chaos test, known to both sides: some tasks are slow, some fail once, some fail for ever.
 *
 * @param number the payload
 */
record ChaosTask(long number) {

    Duration time() {
        long spread = Math.floorMod((number * 0x9E3779B97F4A7C15L) >>> 40, 100);
        return spread < 95 ? Duration.ofMillis(4 + spread % 10) : Duration.ofMillis(60);
    }

    boolean fails(int attempt) {
        return alwaysFails() || (number % 50 == 7 && attempt == 1);
    }

    private boolean alwaysFails() {
        return number % 1_000 == 13;
    }

    String result() {
        return number + " -> " + number * number;
    }

    String complaint() {
        return "cannot square " + number;
    }

    /** The line that an undisturbed run writes. */
    String line() {
        return alwaysFails() ? "failed (error): " + complaint() + ": " + number : result();
    }
}
