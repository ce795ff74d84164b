package dev.taskmaster.master.run;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.NotFoundException;
import dev.taskmaster.master.jms.Checkpoints;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.master.job.IndexSet;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.master.sink.OutputChoice;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the failed tasks of a finished job again, as if they had not been tried yet, and completes its output. From the
 * checkpoint on that says so, the job is one that is being collected; whoever goes on with it, this or a {@link CollectRun},
 * does what is left. Until that checkpoint nothing has changed.
 *
 * @param job its name
 * @param reasons whose failed tasks
 * @param output where its results went
 * @param patience with workers that do not come
 */
public record RetryRun(JobName job, Set<Reason> reasons, OutputChoice output, Patience patience) {

    private static final Logger log = LoggerFactory.getLogger(RetryRun.class);

    /** Where the output of a job stands, or {@code null} if it has none. */
    public static @Nullable OutputMark mark(JobBroker broker, JobName job) {
        var collected = broker.checkpoints(job).collected();
        return collected == null ? null : collected.mark();
    }

    /**
     * Sends the failed tasks again and collects until every task has ended, or goes on with a retry that was broken off.
     *
     * @return how the tasks of the job ended, those included that were not tried again
     * @throws NotFoundException if there is no such job
     * @throws JobConflictException if it is not finished, another master collects it, or its output is not what it was
     * @throws InterruptedException if told to stop; the same retry goes on with it later
     */
    public Tally on(JobBroker broker, JobRun.Listener listener) throws InterruptedException {
        var standing = standing(broker);
        if (standing.collected().finished()
                && !begins(broker, standing.submitted().plan())) {
            return nothingToDo(standing.collected().tally());
        }
        return new CollectRun(job, output, patience).on(broker, listener);
    }

    /** Whether there is something to do, which is to be found in the checkpoint then. */
    private boolean begins(JobBroker broker, JobPlan plan) {
        // It only keeps others from beginning the same.
        var inbox = broker.inbox(plan);
        boolean begun = false;
        try {
            begun = begin(broker, standing(broker));
            return begun;
        } finally {
            inbox.close();
            if (!begun) {
                broker.removeQueues(job);
            }
        }
    }

    private Standing standing(JobBroker broker) {
        Checkpoints checkpoints = broker.checkpoints(job);
        var submitted = checkpoints.submitted();
        if (submitted == null) {
            throw new NotFoundException(
                    "there is no job " + job + " at this broker: \"master jobs\" lists those there are");
        }
        var collected = checkpoints.collected();
        if (collected == null || !(collected.finished() || collected.retry().isOn())) {
            throw new JobConflictException(
                    "job " + job + " is not finished: let it end first, with the command that began"
                            + " it or with \"master collect --job " + job + "\"");
        }
        return new Standing(submitted, collected);
    }

    private Tally nothingToDo(Tally tally) {
        log.info(
                "job {} has nothing to retry: {}",
                job,
                tally.failed() == 0 ? "no task has failed" : "none of its failed tasks of these reasons is in DLQ");
        return tally;
    }

    private boolean begin(JobBroker broker, Standing standing) {
        var collected = standing.collected();
        if (!collected.finished()) {
            return true;
        }
        var withdrawal = output.withdrawal(collected.mark());
        var ended = IndexSet.parse(collected.collected());
        broker.failed(job, reasons, failed -> {
            // Anybody may put anything there.
            if (ended.contains(failed.index())) {
                withdrawal.add(failed);
            }
        });
        long count = withdrawal.indexes().size();
        if (count == 0) {
            return false;
        }
        var mark = withdrawal.prepare();
        log.info("job {}: {} {} done again", job, count, count == 1 ? "failed task is" : "failed tasks are");
        broker.write(standing.submitted(), collected.without(withdrawal.indexes(), withdrawal.tally(), mark, reasons));
        return true;
    }
}
