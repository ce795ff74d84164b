package dev.taskmaster.worker.slot;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Keeps messages of a high priority from shutting out all others: of ten messages that a lane takes from a queue one is of
 * a lower priority, if there is one. Which one of several is left to chance, so that none is always last. For one thread.
 */
public final class LowerTurn {

    /** One in so many messages. */
    public static final int EVERY = 10;

    /** Nothing is below that: ask for the first message in line. */
    public static final int NO_BOUND = 0;

    /** Asking costs some messages to the broker, so a lane that found nothing lower asks again after that time. */
    static final Duration REST = Duration.ofSeconds(1);

    private final RandomGenerator random;

    private int taken;
    private int first;
    private int bound = NO_BOUND;
    private boolean rests;
    private long restsSince;

    /** A lane that has taken nothing yet. */
    public LowerTurn(RandomGenerator random) {
        this.random = random;
    }

    /** The priority below which a message is to be asked for now, or {@link #NO_BOUND}. */
    public int below(long nowNanos) {
        boolean due = taken >= EVERY - 1 && !(rests && nowNanos - restsSince < REST.toNanos());
        if (!due || first == 0) {
            return NO_BOUND;
        }
        if (bound == NO_BOUND) {
            bound = 1 + random.nextInt(first);
        }
        return bound;
    }

    /** The first message in line was taken. */
    public void took(int priority) {
        taken++;
        // That nothing is below the old one says nothing about what is below a higher one.
        rests = rests && priority <= first;
        first = priority;
        bound = NO_BOUND;
    }

    /** One below the bound was taken. */
    public void tookLower() {
        taken = 0;
        rests = false;
        bound = NO_BOUND;
    }

    /** There was none below the bound; there may be one between that and the first in line. */
    public void noneLower(long nowNanos) {
        if (bound < first) {
            bound = first;
            return;
        }
        taken = 0;
        rests = true;
        restsSince = nowNanos;
        bound = NO_BOUND;
    }
}
