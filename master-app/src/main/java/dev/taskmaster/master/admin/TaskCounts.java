package dev.taskmaster.master.admin;

import dev.taskmaster.metrics.Histogram;
import dev.taskmaster.task.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The tasks of jobs that have passed a broker since it started, whichever masters and workers they are of: counted once
 * they are committed, and never taken back. An answer that its master drops as a second one is counted too. Safe for use
 * by many threads.
 */
public final class TaskCounts {

    /** The most task queues that are told apart: each is a set of series that stays. */
    public static final int MOST_QUEUES = 100;

    /** Where the tasks of further queues are counted: no queue has a name without {@code tasks}. */
    public static final String OTHER_QUEUES = "others";

    private static final long NANOS_A_MICRO = 1_000;

    private final ConcurrentMap<String, OfQueue> queues = new ConcurrentHashMap<>();
    private final Map<Reason, LongAdder> failedForGood = new EnumMap<>(Reason.class);
    private final Histogram chunks = Histogram.ofTasks();
    private final Histogram handler = Histogram.ofSeconds();
    private final LongAdder ok = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder again = new LongAdder();

    /** No tasks yet. */
    public TaskCounts() {
        for (var reason : Reason.values()) {
            failedForGood.put(reason, new LongAdder());
        }
    }

    /** The tasks that were sent to one queue. */
    public final class OfQueue {

        private final LongAdder submitted = new LongAdder();
        private final LongAdder retried = new LongAdder();

        private OfQueue() {}

        /**
         * A message with tasks came in.
         *
         * @param tasks in it
         * @param before how many of them were sent before
         * @param attempt which they are sent for
         */
        public void sent(int tasks, int before, int attempt) {
            submitted.add(tasks - before);
            if (attempt > 1) {
                retried.add(tasks);
            }
            chunks.record(tasks);
        }

        /** Tasks that were sent for the first time. */
        public long submitted() {
            return submitted.sum();
        }

        /** Tasks that were sent again because an attempt had failed. */
        public long retried() {
            return retried.sum();
        }
    }

    /** The counts of a queue, to be looked up once. */
    public OfQueue queue(String address) {
        var known = queues.get(address);
        if (known != null) {
            return known;
        }
        var name = queues.size() < MOST_QUEUES ? address : OTHER_QUEUES;
        return queues.computeIfAbsent(name, absent -> new OfQueue());
    }

    /**
     * A message with results came in.
     *
     * @param tasks answered by it
     * @param notOk how many of them failed
     * @param notRun how many of them want to be sent again
     * @param runMicros time in the handler for all of them
     */
    public void answered(int tasks, int notOk, int notRun, long runMicros) {
        int run = tasks - notRun;
        ok.add(run - notOk);
        failed.add(notOk);
        again.add(notRun);
        if (run > 0) {
            // What each took alone only the worker knows.
            handler.record(runMicros * NANOS_A_MICRO / run, run);
        }
    }

    /** A task has failed for the last time. */
    public void failedForGood(Reason reason) {
        counter(reason).increment();
    }

    private LongAdder counter(Reason reason) {
        var counter = failedForGood.get(reason);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + reason);
        }
        return counter;
    }

    /** By the address of each queue, {@link #OTHER_QUEUES} for those beyond the first {@link #MOST_QUEUES}. */
    public Map<String, OfQueue> queues() {
        return queues;
    }

    /** Attempts that gave a result. */
    public long ok() {
        return ok.sum();
    }

    /** Attempts that failed, the last ones included. */
    public long failed() {
        return failed.sum();
    }

    /** Tasks that were handed back without an attempt. */
    public long again() {
        return again.sum();
    }

    /** Tasks that failed for the last time, for that reason. */
    public long failedForGoodBy(Reason reason) {
        return counter(reason).sum();
    }

    /** How many tasks the messages had. */
    public Histogram chunks() {
        return chunks;
    }

    /** How long the handler took for a task; of those that were answered together, each counts with their mean. */
    public Histogram handler() {
        return handler;
    }
}
