package dev.taskmaster.master.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.settings.Durations;
import dev.taskmaster.task.JobName;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last line of a job: how its tasks ended and how long it took. */
final class Summary {

    private static final Logger log = LoggerFactory.getLogger(Summary.class);

    interface Work {
        Tally run() throws InterruptedException;
    }

    private Summary() {}

    /** Does the work, says how it ended, and answers with the status for it. */
    static ExitStatus of(JobName job, Work work) throws InterruptedException {
        long start = System.nanoTime();
        var tally = work.run();
        log.info(
                "job {}: {} {}: {} in {}",
                job,
                tally.ended(),
                tally.ended() == 1 ? "task" : "tasks",
                tally,
                Durations.format(Duration.ofNanos(System.nanoTime() - start)));
        return tally.failed() == 0 ? ExitStatus.OK : ExitStatus.TASKS_FAILED;
    }
}
