package dev.taskmaster.worker.slot;

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

    private final RandomGenerator random;
    private final LowerRest rest;

    private int taken;
    private int first;
    private int bound = NO_BOUND;

    /**
     * A lane that has taken nothing yet.
     *
     * @param rest of all lanes that take from the queue
     */
    public LowerTurn(RandomGenerator random, LowerRest rest) {
        this.random = random;
        this.rest = rest;
    }

    /** The priority below which a message is to be asked for now, or {@link #NO_BOUND}. */
    public int below(long nowNanos) {
        if (bound == NO_BOUND && first > 0 && taken >= EVERY - 1 && rest.mayAsk(first, nowNanos)) {
            bound = 1 + random.nextInt(first);
        }
        return bound;
    }

    /** The first message in line was taken. */
    public void took(int priority) {
        taken++;
        first = priority;
        bound = NO_BOUND;
    }

    /** One below the bound was taken. */
    public void tookLower() {
        taken = 0;
        rest.some();
        bound = NO_BOUND;
    }

    /** There was none below the bound; there may be one between that and the first in line. */
    public void noneLower(long nowNanos) {
        if (bound < first) {
            bound = first;
            return;
        }
        taken = 0;
        rest.none(first, nowNanos);
        bound = NO_BOUND;
    }
}
