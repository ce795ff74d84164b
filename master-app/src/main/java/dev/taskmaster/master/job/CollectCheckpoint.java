package dev.taskmaster.master.job;

import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Reason;
import java.util.Set;

/**
 * How far a job's results are collected. It travels in the transaction that acknowledges the results it counts, after the
 * output was flushed and synced.
 *
 * @param job the job
 * @param collected the indexes whose result is final, as {@link IndexSet} writes them
 * @param tally how they ended
 * @param mark where the output stands
 * @param finished whether that was the whole job
 * @param retry how far failed tasks are sent again
 */
public record CollectCheckpoint(
        JobName job, String collected, Tally tally, OutputMark mark, boolean finished, Retry retry) {

    /** Without a retry. */
    public CollectCheckpoint(JobName job, String collected, Tally tally, OutputMark mark, boolean finished) {
        this(job, collected, tally, mark, finished, Retry.NONE);
    }

    /** Where a job stands of which nothing was collected yet. */
    public static CollectCheckpoint start(JobName job, String output) {
        return new CollectCheckpoint(job, "", Tally.NONE, OutputMark.start(output), false);
    }

    /**
     * The job as it is before these tasks have failed, with an output in which they are not.
     *
     * @param failed their indexes
     * @param failures their number by reason
     * @param newMark where the output stands without them
     * @param reasons those chosen for it
     * @throws IllegalArgumentException if one of them has no result
     */
    public CollectCheckpoint without(IndexSet failed, Tally failures, OutputMark newMark, Set<Reason> reasons) {
        var left = IndexSet.parse(collected);
        for (long index = failed.firstAfter(-1); index < Long.MAX_VALUE; index = failed.firstAfter(index)) {
            if (!left.remove(index)) {
                throw new IllegalArgumentException("task " + index + " of job " + job + " has no result");
            }
        }
        return new CollectCheckpoint(job, left.toString(), tally.minus(failures), newMark, false, Retry.of(reasons));
    }

    /** The same with a retry that is so far. */
    public CollectCheckpoint with(Retry newRetry) {
        return new CollectCheckpoint(job, collected, tally, mark, finished, newRetry);
    }
}
