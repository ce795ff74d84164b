package dev.taskmaster.master.submit;

import java.time.Duration;

/**
 * How many tasks of a job are out at once. Pure functions; whatever was observed, all jobs of one priority together have
 * two chunks out for each slot, so that none waits for a master, and a job no more payload than fits into memory. What
 * is out is also what a new job waits for, so it is no more than that and {@link #WORK_A_SLOT}.
 */
final class Window {

    /** Chunks of short tasks are done before their results are collected: then there are up to this many. */
    static final int MOST_CHUNKS_A_SLOT = 64;

    /**
     * So much work waits for each slot beside the chunk in its hand, and one chunk at least: longer than all journals and
     * networks on the way.
     */
    static final Duration WORK_A_SLOT = Duration.ofMillis(200);

    /** Before anything is known: enough to find out how long a task takes, too little to matter. */
    static final int PROBES = 16;

    /** Tasks that take longer than this are for all slots at once; shorter ones would be a message each until then. */
    static final Duration PROBING = Duration.ofMillis(100);

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
     * @param jobs of the same priority that share them, this one included
     * @param meanCharacters of a payload or of a result, whichever is longer
     * @param probing whether the first tasks went out less than {@link #PROBING} ago
     */
    static long of(int chunkSize, HandlerTime time, int slots, int jobs, double meanCharacters, boolean probing) {
        long share = Math.max(1, chunks(chunkSize, time, slots) / Math.max(1, jobs));
        if (!time.isKnown() && probing) {
            share = Math.min(share, PROBES);
        }
        return Math.max(1, Math.min(share * chunkSize, most(meanCharacters)));
    }

    /** Those of all jobs together. */
    private static long chunks(int chunkSize, HandlerTime time, int slots) {
        if (!time.isKnown()) {
            return slots == 0 ? PROBES : 2L * slots;
        }
        double waiting = Math.ceil(WORK_MICROS / Math.max(1, chunkSize * time.ofOne()));
        return ((long) Math.min(MOST_CHUNKS_A_SLOT, 1 + waiting)) * Math.max(1, slots);
    }

    /** What memory allows. */
    static long most(double meanCharacters) {
        return (long) Math.max(1, Math.min(MOST_TASKS, MOST_CHARACTERS / Math.max(1, meanCharacters)));
    }
}
