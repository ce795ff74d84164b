package dev.taskmaster.worker;

import java.util.function.Supplier;

/** Is told what a worker does while it does it. Called by all slots, so it must be safe for use by many threads. */
public interface Narrator {

    /** Tells it to the log, for those who look closely. */
    Narrator LOG = new LoggingNarrator();

    /** A task is about to run; the supplier says which. */
    void runs(Supplier<String> task);

    /** There is no task; told once each time the queue has run empty. */
    void queueIsEmpty();

    /** The worker has ended. */
    void exits();
}
