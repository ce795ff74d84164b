/**
 * What a job is and where it stands: its settings, its two checkpoints, and what was collected so far. Entry types:
 * {@link dev.taskmaster.master.job.JobPlan}, {@link dev.taskmaster.master.job.SubmitCheckpoint} and
 * {@link dev.taskmaster.master.job.CollectCheckpoint}. Values without JMS; uses {@code task} and the root package.
 */
@NullMarked
package dev.taskmaster.master.job;

import org.jspecify.annotations.NullMarked;
