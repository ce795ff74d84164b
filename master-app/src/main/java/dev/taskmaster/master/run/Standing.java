package dev.taskmaster.master.run;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.jms.Checkpoints;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.task.Reason;
import java.util.Set;

/**
 * Where a job stands when a run begins, and whether the run may go on from there.
 *
 * @param submitted how far the input is submitted
 * @param collected how far the results are collected
 */
record Standing(SubmitCheckpoint submitted, CollectCheckpoint collected) {

    /**
     * Looks before anything is opened, so that a job that is over is left alone.
     *
     * @throws JobConflictException if the job is finished and shall not begin anew, or is on another queue
     */
    static void check(JobBroker broker, JobPlan plan, boolean restart) {
        var checkpoints = broker.checkpoints(plan.job());
        var collected = checkpoints.collected();
        if (collected != null && collected.finished()) {
            // It may have been killed before it could do this itself.
            broker.removeQueues(plan.job());
        }
        refuse(checkpoints, plan, restart);
    }

    /**
     * Reads it for those who hold the job's queues, so that nobody else can move it; a finished job begins anew.
     *
     * @throws JobConflictException as {@link #check}
     */
    static Standing read(JobBroker broker, JobPlan plan, boolean restart) {
        var checkpoints = broker.checkpoints(plan.job());
        refuse(checkpoints, plan, restart);
        var submitted = checkpoints.submitted();
        var collected = checkpoints.collected();
        if (collected != null && collected.finished()) {
            submitted = null;
            collected = null;
            // They are of the run that is over; this one may do their tasks well.
            broker.removeFailed(plan.job(), Set.of(Reason.values()));
            broker.write(SubmitCheckpoint.start(plan), start(plan));
        }
        return new Standing(
                submitted == null
                        ? SubmitCheckpoint.start(plan)
                        : new SubmitCheckpoint(
                                plan, submitted.submitted(), submitted.fingerprint(), submitted.complete()),
                collected == null ? start(plan) : collected);
    }

    /** Where collecting begins, for those who hold the job's results: a retry that was broken off has sent its tasks. */
    CollectCheckpoint readyToCollect(JobBroker broker) {
        return collected.retry().isPending() ? broker.sendFailedAgain(submitted.plan(), collected) : collected;
    }

    private static CollectCheckpoint start(JobPlan plan) {
        return CollectCheckpoint.start(plan.job(), OutputMark.STANDARD_OUTPUT);
    }

    private static void refuse(Checkpoints checkpoints, JobPlan plan, boolean restart) {
        var collected = checkpoints.collected();
        boolean finished = collected != null && collected.finished();
        if (finished && restart) {
            return;
        }
        if (collected != null && collected.finished()) {
            throw new JobConflictException("job " + plan.job() + " is finished (" + collected.tally()
                    + "): choose another --job, or give --restart to do it all again");
        }
        var submitted = checkpoints.submitted();
        if (submitted != null && !submitted.plan().queue().equals(plan.queue())) {
            throw new JobConflictException("job " + plan.job() + " was submitted to queue "
                    + submitted.plan().queue() + ", not " + plan.queue()
                    + ": give the same queue, or another job name");
        }
    }
}
