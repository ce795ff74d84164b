package dev.taskmaster.worker.slot;

/** How far a worker's life is. It only goes forward. */
public enum Stage {
    /** Takes tasks and runs them. */
    RUNNING,
    /** Takes no more, finishes what is in hand. */
    QUIET,
    /** Interrupts its handlers and hands back what has no result. */
    ABORTING,
    /** Does nothing more. */
    ENDED;

    /** Whether it may take tasks. */
    public boolean takesTasks() {
        return this == RUNNING;
    }

    /** Whether it may go on with tasks in hand. */
    public boolean runsTasks() {
        return this == RUNNING || this == QUIET;
    }
}
