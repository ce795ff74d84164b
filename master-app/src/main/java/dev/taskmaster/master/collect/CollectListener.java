package dev.taskmaster.master.collect;

import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reply;

/** Hears what is collected, on the collector's thread. */
public interface CollectListener {

    /** The job stood there when this run began. */
    default void stood(Tally tally) {}

    /** So many slots of workers serve the queue; told about twice a second. */
    default void slots(int count) {}

    /** A worker ran tasks: how many, and how long its handler took, whatever becomes of the outcomes. */
    default void ran(Reply reply) {}

    /** A task failed in that attempt, from 1, and is sent again. */
    default void again(long index, int attempt, Outcome.Failed why) {}

    /** A task ended for good; it counts from the next {@link #committed} on. */
    default void result(Result result) {}

    /** The job stands there now, whatever happens. */
    default void committed(Tally tally) {}
}
