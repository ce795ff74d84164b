package dev.taskmaster.master.sink;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.job.OutputMark;

/** Where a job's results shall go: chosen, but not opened yet. */
public interface ResultOutput {

    /**
     * Opens the output at the mark where it stood.
     *
     * @throws JobConflictException if the job's earlier results went elsewhere, or in another way
     */
    ResultSink open(OutputMark mark);

    /** Whether results wait for their turn, in the order of the tasks. */
    boolean keepsOrder();
}
