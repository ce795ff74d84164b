package dev.taskmaster.master.admin;

import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands, as its checkpoints say. They tell what is committed, not whether a master is at work on it.
 *
 * @param job its name
 * @param queue whose workers do it, or {@code null} if nothing was submitted yet
 * @param phase how far it is
 * @param submitted tasks
 * @param tally how the tasks ended whose results are collected
 */
public record JobState(JobName job, @Nullable QueueName queue, Phase phase, long submitted, Tally tally) {

    /** How far a job is. */
    public enum Phase {
        /** Its input is not read to the end yet. */
        SUBMITTING,
        /** All is submitted, results are missing. */
        RUNNING,
        /** Every task has its result. */
        FINISHED;

        /** The word for people and scripts. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads it from what a job's checkpoints say, of which one may not be written yet. */
    public static JobState of(
            JobName job, @Nullable SubmitCheckpoint submitted, @Nullable CollectCheckpoint collected) {
        var tally = collected == null ? Tally.NONE : collected.tally();
        return new JobState(
                job,
                submitted == null ? null : submitted.plan().queue(),
                phase(submitted, collected),
                submitted == null ? tally.ended() : submitted.submitted(),
                tally);
    }

    private static Phase phase(@Nullable SubmitCheckpoint submitted, @Nullable CollectCheckpoint collected) {
        if (collected != null && collected.finished()) {
            return Phase.FINISHED;
        }
        return submitted != null && submitted.complete() ? Phase.RUNNING : Phase.SUBMITTING;
    }

    /** Tasks without a collected result: waiting, in a worker's hand, or answered and not collected yet. */
    public long out() {
        // The two checkpoints are not read at the same moment.
        return Math.max(0, submitted - tally.ended());
    }

    /** Whether its whole input is submitted. */
    public boolean complete() {
        return phase != Phase.SUBMITTING;
    }
}
