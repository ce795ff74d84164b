package dev.taskmaster.master.submit;

import java.time.Duration;

/** How many tasks travel in one message. Pure functions. */
final class ChunkSize {

    /** Work in a chunk: a message costs a fraction of a millisecond, so this keeps the cost below one per cent. */
    static final Duration WORK = Duration.ofMillis(50);

    /** Past this, more tasks in a message gain next to nothing (measured: FACTS, Speed). */
    static final int MOST_TASKS = 1_000;

    /**
     * Beyond this many characters a chunk is closed; one task may be longer. A message of 100 KiB or more becomes a file of
     * its own at the broker (Artemis manual, "Large Messages"), and a character takes two bytes.
     */
    static final int MOST_CHARACTERS = 48 * 1024;

    private ChunkSize() {}

    /**
     * The tasks that make about {@link #WORK}: at least one, at most {@link #MOST_TASKS}.
     *
     * @param taskMicros time of one task in the handler in microseconds; below 0 if nobody knows yet
     */
    static int of(double taskMicros) {
        if (taskMicros < 0) {
            return 1;
        }
        double tasks = WORK.toNanos() / 1_000.0 / Math.max(taskMicros, 0.001);
        return (int) Math.max(1, Math.min(MOST_TASKS, tasks));
    }
}
