package dev.taskmaster.worker.slot;

import dev.taskmaster.task.Outcome;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts the tasks whose answers the broker has. Safe for use by many threads. */
public final class Tally {

    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void count(List<Outcome> outcomes) {
        for (var outcome : outcomes) {
            if (outcome instanceof Outcome.Ok) {
                done.increment();
            } else if (outcome instanceof Outcome.Failed) {
                failed.increment();
            }
        }
    }

    /** How many were answered with a result. */
    public long done() {
        return done.sum();
    }

    /** How many were answered as failed. */
    public long failed() {
        return failed.sum();
    }
}
