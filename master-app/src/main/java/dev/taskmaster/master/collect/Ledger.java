package dev.taskmaster.master.collect;

import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.IndexSet;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Reason;

/** What was collected of a job: which indexes, and how they ended. The one place that decides what is a second answer. */
final class Ledger {

    private final JobName job;
    private final IndexSet collected;
    private Tally tally;

    /** Goes on where the checkpoint stands. */
    Ledger(CollectCheckpoint start) {
        this.job = start.job();
        this.collected = IndexSet.parse(start.collected());
        this.tally = start.tally();
    }

    boolean has(long index) {
        return collected.contains(index);
    }

    void ok(long index) {
        if (collected.add(index)) {
            tally = tally.plusOk();
        }
    }

    void failed(long index, Reason reason) {
        if (collected.add(index)) {
            tally = tally.plusFailed(reason);
        }
    }

    long size() {
        return collected.size();
    }

    long firstMissing() {
        return collected.firstMissing();
    }

    Tally tally() {
        return tally;
    }

    CollectCheckpoint checkpoint(OutputMark mark, boolean finished) {
        return new CollectCheckpoint(job, collected.toString(), tally, mark, finished);
    }
}
