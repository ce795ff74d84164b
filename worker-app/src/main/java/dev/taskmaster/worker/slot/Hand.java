package dev.taskmaster.worker.slot;

import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reply;
import dev.taskmaster.task.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * What a slot has in hand: tasks of one delivery and what has become of them so far. It belongs to the slot's current
 * thread; a thread that takes the slot over goes on where the other one stuck.
 */
final class Hand {

    private static final int NANOS_A_MICRO = 1_000;

    private final Delivery delivery;
    private final Content.Work work;
    private final List<Outcome> outcomes;
    private long runNanos;

    Hand(Delivery delivery, Content.Work work) {
        this.delivery = delivery;
        this.work = work;
        this.outcomes = new ArrayList<>(work.size());
    }

    Delivery delivery() {
        return delivery;
    }

    Content.Work work() {
        return work;
    }

    /**
     * How many workers have died with a job's tasks in hand: those the message tells of, and one if it comes back. Only one,
     * however often it was delivered: when a worker with several slots dies, the broker ends its sessions one by one, and
     * hands the message of the first to the next as long as it is there.
     */
    int deaths() {
        return work instanceof Content.OfJob job ? job.chunk().crashes() + (comesBack() ? 1 : 0) : 0;
    }

    /** Whether it was delivered before, to a worker that died, was cut off, or was frozen for too long. */
    boolean comesBack() {
        return delivery.count() > 1;
    }

    /** Whether its next death may be the last, so that none must be counted that a neighbour caused. */
    boolean mustRunAlone() {
        return deaths() >= Outcomes.DEATHS_TO_RUN_ALONE;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    boolean isUntouched() {
        return outcomes.isEmpty();
    }

    boolean isComplete() {
        return outcomes.size() == work.size();
    }

    /** The first task without an outcome. */
    Task next() {
        return work.task(outcomes.size());
    }

    void add(Outcome outcome) {
        outcomes.add(outcome instanceof Outcome.Again again ? new Outcome.Again(again.task(), deaths()) : outcome);
    }

    void addRunTime(long nanos) {
        runNanos += nanos;
    }

    /** None of the tasks without an outcome is run: they want to be sent again. */
    void leaveRest() {
        while (!isComplete()) {
            outcomes.add(new Outcome.Again(next().payload(), deaths()));
        }
    }

    Reply reply(Content.OfJob job, String worker) {
        var chunk = job.chunk();
        return new Reply(
                chunk.job(), chunk.first(), outcomes, chunk.attempt(), worker, Math.max(0, runNanos) / NANOS_A_MICRO);
    }
}
