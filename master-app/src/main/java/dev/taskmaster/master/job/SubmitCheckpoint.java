package dev.taskmaster.master.job;

/**
 * How far a job's input is submitted. It travels in the transaction of the task messages it counts, so it is never ahead
 * of them and never behind.
 *
 * @param plan the job
 * @param submitted number of tasks sent so far
 * @param fingerprint of the payloads sent so far; see {@link Fingerprint}
 * @param complete whether that was the whole input
 */
public record SubmitCheckpoint(JobPlan plan, long submitted, String fingerprint, boolean complete) {

    /** Refuses a negative count. */
    public SubmitCheckpoint {
        if (submitted < 0) {
            throw new IllegalArgumentException("submitted must be at least 0, but is " + submitted);
        }
    }

    /** Where a job stands of which nothing was submitted yet. */
    public static SubmitCheckpoint start(JobPlan plan) {
        return new SubmitCheckpoint(plan, 0, new Fingerprint().text(), false);
    }
}
