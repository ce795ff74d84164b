package dev.taskmaster.master;

import dev.taskmaster.master.job.Result;

/**
 * What an application does with the results of a job. It is called by one thread at a time.
 *
 * <p>Results are acknowledged together, after {@link #flush()} has returned. If the application dies before that, the next
 * run of the job hands those since the last acknowledgement out once more, under the same indexes; those before it never
 * again. So an application that stores each result under its {@link Result#index()} has every one exactly once.
 */
@FunctionalInterface
public interface ResultConsumer {

    /**
     * Takes the next result. While it works, no other comes, and no more tasks are sent than the window holds. What it
     * throws ends the run, which can be gone on with later.
     */
    void accept(Result result);

    /**
     * Makes everything taken so far survive a crash: the results are acknowledged when it returns, and then they do not
     * come again. It comes some times a second while results come; what it throws ends the run, like above.
     */
    default void flush() {}
}
