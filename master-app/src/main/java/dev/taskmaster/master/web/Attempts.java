package dev.taskmaster.master.web;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many wrong passwords may still be tried: some at once, and then one each {@link #PAUSE}. It counts those of all users
 * together, so that made-up names cost no memory. Safe for use by many threads.
 */
final class Attempts {

    /** A person who mistypes does not notice. */
    static final int AT_ONCE = 10;

    /** A guess each ten seconds finds no password. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final LongSupplier nanoClock;
    private int used;
    private long countedNanos;

    Attempts(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.countedNanos = nanoClock.getAsLong();
    }

    /** Whether a password may be looked at. */
    synchronized boolean allowed() {
        long regained = (nanoClock.getAsLong() - countedNanos) / PAUSE.toNanos();
        if (regained > 0) {
            used = (int) Math.max(0, used - regained);
            countedNanos += regained * PAUSE.toNanos();
        }
        return used < AT_ONCE;
    }

    /** One was wrong. */
    synchronized void failed() {
        used++;
    }
}
