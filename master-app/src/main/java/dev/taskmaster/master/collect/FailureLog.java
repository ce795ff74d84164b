package dev.taskmaster.master.collect;

import dev.taskmaster.log.LogFields;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.settings.Durations;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells of failed attempts to those who look closely, and to everybody of the first tasks that failed for good: all of them
 * are in the output. For one thread.
 */
final class FailureLog {

    private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

    /** A person looks into the first ones; a job can have millions. */
    static final int MOST = 10;

    private final JobName job;
    private int told;

    FailureLog(JobName job) {
        this.job = job;
    }

    /** The task is tried again. */
    void attempt(long index, Outcome.Failed failed, int attempt, String worker, Duration delay) {
        if (!log.isDebugEnabled()) {
            return;
        }
        var fields = LogFields.of(LogFields.TASK, index).and(LogFields.WORKER, worker);
        try {
            log.debug(
                    "task {} of job {} failed in attempt {} at worker {} ({}: {}) and is tried again in {}",
                    index,
                    job,
                    attempt,
                    worker,
                    failed.reason().word(),
                    failed.briefMessage(),
                    Durations.format(delay));
        } finally {
            fields.close();
        }
    }

    /** The task is not tried again. */
    void forGood(Result result, Outcome.Failed failed, String worker) {
        if (told >= MOST && !log.isDebugEnabled()) {
            return;
        }
        var fields = LogFields.of(LogFields.TASK, result.index()).and(LogFields.WORKER, worker);
        try {
            log.atLevel(told < MOST ? Level.WARN : Level.DEBUG)
                    .log(
                            "task {} of job {} failed for good after {} at worker {} ({}: {})",
                            result.index(),
                            job,
                            result.attempts() == 1 ? "1 attempt" : result.attempts() + " attempts",
                            worker,
                            failed.reason().word(),
                            failed.briefMessage());
        } finally {
            fields.close();
        }
        told++;
        if (told == MOST) {
            log.warn("more tasks that fail are not told here: \"master failed --job {}\" shows them all", job);
        }
    }
}
