package dev.taskmaster.master.bench;

import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.master.source.TaskInput;
import dev.taskmaster.master.source.TaskSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A source that gives the next task only after the result of the one before has come, and the listener that lets it. The
 * time of a task is from the moment in which the submitter gets it to the one in which its result comes out of the
 * collector. The source belongs to the submitter's thread, the listener to the collector's; the times are read after both.
 */
final class OneAtATime implements JobRun.Listener {

    /** Longer times count as this one. */
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final int DIGITS = 3;

    private final long warmUp;
    private final long tasks;
    private final Semaphore answered = new Semaphore(1);
    private final Histogram nanos = new Histogram(HIGHEST_NANOS, DIGITS);
    private volatile long handed;

    OneAtATime(long warmUp, long tasks) {
        this.warmUp = warmUp;
        this.tasks = tasks;
    }

    TaskInput input() {
        return new TaskInput.Made(Source::new);
    }

    /** How long the tasks took that were not to warm up, in nanoseconds. */
    Histogram nanos() {
        return nanos;
    }

    @Override
    public void begins(JobPlan plan, long submitted, long ended) {
        // A job of a bench is not gone on with.
    }

    @Override
    public void result(Result result) {
        long took = System.nanoTime() - handed;
        if (result.index() >= warmUp) {
            nanos.recordValue(Math.min(took, HIGHEST_NANOS));
        }
        answered.release();
    }

    private final class Source implements TaskSource {

        private long next;

        @Override
        public boolean ready() {
            return answered.availablePermits() > 0;
        }

        @Override
        public @Nullable String next() {
            if (next == warmUp + tasks) {
                return null;
            }
            try {
                answered.acquire();
            } catch (InterruptedException e) {
                // The job is over early: nobody will answer, and nobody reads what is measured.
                Thread.currentThread().interrupt();
                return null;
            }
            var payload = Long.toString(next++);
            handed = System.nanoTime();
            return payload;
        }
    }
}
