package dev.taskmaster.master.collect;

import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.IndexSet;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Retry;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Reason;

/**
 * What was collected of a job: which indexes, and how they ended. The one place that decides what is a second answer. The
 * tasks of a reply come in their order, so the newest are kept as one run of neighbours, and go to the set together.
 */
final class Ledger {

    private final JobName job;
    private final IndexSet collected;
    private final Retry retry;
    private Tally tally;

    /** The run: collected, but not in the set yet. */
    private long runStart;

    private long runEnd;

    /** From the run's end to before this index, nothing is in the set. */
    private long gapEnd;

    /** Goes on where the checkpoint stands. */
    Ledger(CollectCheckpoint start) {
        this.job = start.job();
        this.collected = IndexSet.parse(start.collected());
        this.retry = start.retry();
        this.tally = start.tally();
    }

    boolean has(long index) {
        if (index >= runStart && index < gapEnd) {
            return index < runEnd;
        }
        return collected.contains(index);
    }

    void ok(long index) {
        add(index);
        tally = tally.plusOk();
    }

    void failed(long index, Reason reason) {
        add(index);
        tally = tally.plusFailed(reason);
    }

    private void add(long index) {
        if (has(index)) {
            throw new IllegalStateException("task " + index + " of job " + job + " has its result already");
        }
        if (index != runEnd || index >= gapEnd) {
            endRun();
            runStart = index;
            runEnd = index;
            gapEnd = collected.firstAfter(index);
        }
        runEnd++;
    }

    private void endRun() {
        if (runEnd > runStart) {
            collected.addAll(runStart, runEnd);
            runStart = runEnd;
            gapEnd = runEnd;
        }
    }

    long size() {
        return collected.size() + runEnd - runStart;
    }

    long firstMissing() {
        endRun();
        return collected.firstMissing();
    }

    Tally tally() {
        return tally;
    }

    CollectCheckpoint checkpoint(OutputMark mark, boolean finished) {
        endRun();
        return new CollectCheckpoint(job, collected.toString(), tally, mark, finished, finished ? Retry.NONE : retry);
    }
}
