package dev.taskmaster.master.submit;

import java.time.Duration;

/**
 * How many tasks of a job are out at once. Pure functions; whatever was observed, there are two chunks for each slot, so
 * that none waits for the master, and no more payload than fits into memory.
 */
final class Window {

    /** Each slot finds this many chunks: one in hand, one on its way, and two while the results travel back. */
    static final int LEAST_CHUNKS_A_SLOT = 4;

    /** Chunks of short tasks are done before their results are collected: then there are up to this many. */
    static final int MOST_CHUNKS_A_SLOT = 64;

    /** So much work is out for each slot if it takes more chunks: longer than all journals and networks on the way. */
    static final Duration WORK_A_SLOT = Duration.ofMillis(200);

    /** Before the first result tells how long a task takes: enough to find out, too little to matter. */
    static final int PROBES = 16;

    /** Bounds the broker's disk and what a master must look through after a crash. */
    static final int MOST_TASKS = 1_000_000;

    /** Payload that may be out at once, however long the lines are. */
    static final long MOST_CHARACTERS = 64L * 1024 * 1024;

    /** When order is kept, a result that waits for its turn takes room on the disk, and its place in a file. */
    static final long MOST_AHEAD = 250_000;

    private static final double WORK_MICROS = WORK_A_SLOT.toNanos() / 1_000.0;

    private Window() {}

    /**
     * The tasks that may be out.
     *
     * @param chunkSize tasks in a chunk
     * @param time what is known of the handler
     * @param slots of all workers on the queue
     * @param meanCharacters of a payload or of a result, whichever is longer
     */
    static long of(int chunkSize, HandlerTime time, int slots, double meanCharacters) {
        return Math.max(1, Math.min(wanted(chunkSize, time, slots), most(meanCharacters)));
    }

    private static long wanted(int chunkSize, HandlerTime time, int slots) {
        int atLeastOne = Math.max(1, slots);
        if (!time.isKnown()) {
            return Math.max(PROBES, 2L * atLeastOne) * chunkSize;
        }
        double chunks = Math.ceil(WORK_MICROS / Math.max(1, chunkSize * time.ofOne()));
        long perSlot = (long) Math.max(LEAST_CHUNKS_A_SLOT, Math.min(MOST_CHUNKS_A_SLOT, chunks));
        return perSlot * chunkSize * atLeastOne;
    }

    /** What memory allows. */
    static long most(double meanCharacters) {
        return (long) Math.max(1, Math.min(MOST_TASKS, MOST_CHARACTERS / Math.max(1, meanCharacters)));
    }
}
