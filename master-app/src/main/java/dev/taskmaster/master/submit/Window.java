package dev.taskmaster.master.submit;

/** How many tasks of a job are out at once. Pure functions. */
final class Window {

    /** Each slot finds this many chunks: one in hand, one on its way, and two while the results travel back. */
    static final int CHUNKS_A_SLOT = 4;

    /** Enough for the first workers that come. */
    static final int LEAST_TASKS = 256;

    /** Bounds the broker's disk and what a master must look through after a crash. */
    static final int MOST_TASKS = 1_000_000;

    /** Payload that may be out at once, however long the lines are. */
    static final long MOST_CHARACTERS = 64L * 1024 * 1024;

    /** When order is kept, a result that waits for its turn takes room on the disk, and its place in a file. */
    static final long MOST_AHEAD = 250_000;

    private Window() {}

    /**
     * The tasks that may be out.
     *
     * @param chunkSize tasks in a chunk
     * @param slots of all workers on the queue
     * @param meanCharacters of a payload
     */
    static long of(int chunkSize, int slots, double meanCharacters) {
        long wanted = Math.max(LEAST_TASKS, (long) chunkSize * Math.max(1, slots) * CHUNKS_A_SLOT);
        long fitting = (long) (MOST_CHARACTERS / Math.max(1, meanCharacters));
        return Math.max(1, Math.min(Math.min(wanted, fitting), MOST_TASKS));
    }
}
