package dev.taskmaster.master.job;

import dev.taskmaster.task.JobName;

/**
 * How far a job's results are collected. It travels in the transaction that acknowledges the results it counts, after the
 * output was flushed and synced.
 *
 * @param job the job
 * @param collected the indexes whose result is final, as {@link IndexSet} writes them
 * @param tally how they ended
 * @param mark where the output stands
 * @param finished whether that was the whole job
 */
public record CollectCheckpoint(JobName job, String collected, Tally tally, OutputMark mark, boolean finished) {

    /** Where a job stands of which nothing was collected yet. */
    public static CollectCheckpoint start(JobName job, String output) {
        return new CollectCheckpoint(job, "", Tally.NONE, OutputMark.start(output), false);
    }
}
