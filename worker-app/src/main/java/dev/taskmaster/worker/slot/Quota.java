package dev.taskmaster.worker.slot;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks may still be run, all slots together. A slot takes a permit before it asks for a task, so that no two
 * slots fetch a task for one permit. Safe for use by many threads.
 */
final class Quota {

    private final AtomicLong permits;
    private final AtomicLong toRun;

    Quota(@Nullable Long maxTasks) {
        long most = maxTasks == null ? Long.MAX_VALUE : maxTasks;
        permits = new AtomicLong(most);
        toRun = new AtomicLong(most);
    }

    /** Takes a permit for one run, if there is one left. */
    boolean take() {
        return permits.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    /** A permit was used for a run; tells whether it was the last one. */
    boolean use() {
        return toRun.decrementAndGet() <= 0;
    }
}
