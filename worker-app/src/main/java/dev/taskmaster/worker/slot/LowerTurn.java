package dev.taskmaster.worker.slot;

import java.time.Duration;

/**
 * Keeps messages of a high priority from shutting out all others: of ten messages that a lane takes from a queue one is of
 * a lower priority, if there is one. Where there are several lower ones, each has its turn. For one thread.
 */
public final class LowerTurn {

    /** One in so many messages. */
    public static final int EVERY = 10;

    /** Nothing is below that: ask for the first message in line. */
    public static final int NO_BOUND = 0;

    /** Asking costs some messages to the broker, so a lane that found nothing lower asks again after that time. */
    static final Duration REST = Duration.ofSeconds(1);

    private int taken;
    private int first;
    private int bound;
    private boolean rests;
    private long restsSince;

    /** The priority below which a message is to be asked for now, or {@link #NO_BOUND}. */
    public int below(long nowNanos) {
        boolean due = taken >= EVERY - 1 && !(rests && nowNanos - restsSince < REST.toNanos());
        return due ? bound : NO_BOUND;
    }

    /** The first message in line was taken. */
    public void took(int priority) {
        taken++;
        // That nothing is below the old one says nothing about what is below a higher one.
        rests = rests && priority <= first;
        if (priority != first || bound == NO_BOUND) {
            bound = priority;
        }
        first = priority;
    }

    /** One below the bound was taken. */
    public void tookLower(int priority) {
        taken = 0;
        rests = false;
        bound = priority == 0 ? first : priority;
    }

    /** There was none below the bound; those above it come next. */
    public void noneLower(long nowNanos) {
        if (bound < first) {
            bound = first;
            return;
        }
        taken = 0;
        rests = true;
        restsSince = nowNanos;
    }
}
