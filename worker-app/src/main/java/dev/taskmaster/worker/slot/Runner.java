package dev.taskmaster.worker.slot;

import dev.taskmaster.log.LogFields;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.Narrator;
import dev.taskmaster.worker.TaskHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the handler on one task, on the calling thread and under its guard: there is no thread to hand over to. */
record Runner(TaskHandler handler, Narrator narrator, Life life, Watch watch) {

    private static final Logger log = LoggerFactory.getLogger(Runner.class);

    /**
     * Runs it.
     *
     * @throws Guard.Disowned if the thread was given up meanwhile
     * @throws Error if the handler threw one that leaves no process to rely on, such as being out of memory
     */
    Outcome run(Guard guard, Hand hand, Task task, @Nullable Duration limit) {
        narrator.runs(() -> describe(task));
        long start = life.nanoTime();
        long deadline = start + (limit == null ? Guard.NO_LIMIT : limit.toNanos());
        guard.begin(deadline);
        watch.expect(deadline);
        if (!life.stage().runsTasks()) {
            // The abort may have come before the guard was up; then nobody would interrupt the run.
            guard.finish();
            return new Outcome.Again(task.payload());
        }
        String text = null;
        Throwable thrown = null;
        try {
            text = handler.run(task);
        } catch (Throwable e) {
            thrown = e;
        }
        var cause = guard.finish();
        hand.addRunTime(life.nanoTime() - start);
        if (thrown instanceof Error error && !Outcomes.failsTask(error)) {
            throw error;
        }
        var outcome = thrown == null
                ? Outcomes.answered(text, cause, task.payload(), limit)
                : Outcomes.threw(thrown, cause, task.payload(), limit);
        if (outcome instanceof Outcome.Failed failed) {
            tell(task, failed, thrown);
        }
        return outcome;
    }

    /** The master decides what becomes of it, and tells that; here is where the cause is. */
    private static void tell(Task task, Outcome.Failed failed, @Nullable Throwable thrown) {
        var job = task.job();
        if (job == null || !log.isDebugEnabled()) {
            return;
        }
        var fields = LogFields.of(LogFields.JOB, job).and(LogFields.TASK, task.index());
        try {
            log.debug(
                    "task {} of job {} failed in attempt {} ({}): {}",
                    task.index(),
                    job,
                    task.attempt(),
                    failed.reason().word(),
                    failed.briefMessage(),
                    thrown);
        } finally {
            fields.close();
        }
    }

    private String describe(Task task) {
        try {
            return handler.describe(task);
        } catch (RuntimeException e) {
            return task.payload();
        }
    }
}
