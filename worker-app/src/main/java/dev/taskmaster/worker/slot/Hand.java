package dev.taskmaster.worker.slot;

import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reply;
import dev.taskmaster.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a lane has in hand: tasks of one delivery and what has become of them so far. It belongs to the lane's current
 * thread; a thread that takes the lane over goes on where the other one stuck. Only {@link EarlyAnswers} looks in from
 * beside, and what it does is whole before the lane goes on.
 */
final class Hand {

    private static final int NANOS_A_MICRO = 1_000;

    private static final long NOT_BEGUN = Long.MIN_VALUE;

    private final Delivery delivery;
    private final Content.Work work;
    private final List<Outcome> outcomes;

    /** How many of the tasks are run or left here: those behind were handed back early. */
    private volatile int size;

    /** How many outcomes were sent early. */
    private volatile int answered;

    private long runNanos;
    private long beganNanos = NOT_BEGUN;

    Hand(Delivery delivery, Content.Work work) {
        this.delivery = delivery;
        this.work = work;
        this.size = work.size();
        this.outcomes = new ArrayList<>(size);
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
        return work instanceof Content.OfJob job
                ? Math.min(Chunk.MOST_CRASHES, job.chunk().crashes() + (comesBack() ? 1 : 0))
                : 0;
    }

    /** Whether it was delivered before, to a worker that died, was cut off, or was frozen for too long. */
    boolean comesBack() {
        return delivery.count() > 1;
    }

    /** Whether its next death may be the last, so that none must be counted that a neighbour caused. */
    boolean mustRunAlone() {
        return deaths() >= Outcomes.DEATHS_TO_RUN_ALONE;
    }

    /** All outcomes so far, those too that were sent early. */
    synchronized List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    synchronized boolean isUntouched() {
        return outcomes.isEmpty();
    }

    synchronized boolean isComplete() {
        return outcomes.size() == size;
    }

    /** The first task without an outcome. */
    synchronized Task next() {
        return work.task(outcomes.size());
    }

    /** The tasks without an outcome, in order. */
    synchronized List<Task> rest() {
        return IntStream.range(outcomes.size(), size).mapToObj(work::task).toList();
    }

    /** Its tasks begin to run. */
    synchronized void begin(long nowNanos) {
        if (beganNanos == NOT_BEGUN) {
            beganNanos = nowNanos;
        }
    }

    synchronized void add(Outcome outcome) {
        outcomes.add(outcome instanceof Outcome.Again again ? new Outcome.Again(again.task(), deaths()) : outcome);
    }

    synchronized void addRunTime(long nanos) {
        runNanos += nanos;
    }

    /** None of the tasks without an outcome is run: they want to be sent again. */
    synchronized void leaveRest() {
        while (!isComplete()) {
            outcomes.add(again(outcomes.size()));
        }
    }

    private Outcome again(int place) {
        return new Outcome.Again(work.task(place).payload(), deaths());
    }

    /** What is to be answered with the delivery itself. */
    synchronized Reply reply(Content.OfJob job, String worker) {
        return reply(job, worker, answered, outcomes.subList(answered, size), runNanos);
    }

    private static Reply reply(Content.OfJob job, String worker, int place, List<Outcome> outcomes, long nanos) {
        var chunk = job.chunk();
        return new Reply(
                chunk.job(),
                chunk.first() + place,
                outcomes,
                chunk.attempt(),
                worker,
                Math.max(0, nanos) / NANOS_A_MICRO);
    }

    /** How many tasks are not answered yet. Not synchronized, so that who only counts does not wait for an early answer. */
    int left() {
        return size - answered;
    }

    /** The task that runs, or {@code null} if none does: its turn has not come, or all have ended. */
    synchronized Standing.@Nullable Run run(long nowNanos) {
        return beganNanos == NOT_BEGUN || isComplete()
                ? null
                : new Standing.Run(next(), Duration.ofNanos(Math.max(0, nowNanos - beganNanos)));
    }

    /** Whether its task that runs has kept others waiting for so long. */
    synchronized boolean isHeldUp(long nowNanos, Duration bound) {
        boolean others = outcomes.size() > answered || size > outcomes.size() + 1;
        return work instanceof Content.OfJob
                && others
                && !isComplete()
                && beganNanos != NOT_BEGUN
                && nowNanos - beganNanos > bound.toNanos();
    }

    /**
     * Answers all tasks but the one that runs: the finished ones with their outcomes, those behind it as not run. The
     * lane waits for that, because it must not end the transaction before it knows what is left to answer.
     *
     * @return false if there was nothing to answer any more
     */
    synchronized boolean answerEarly(AnswerChannel channel, String worker) {
        int runs = outcomes.size();
        if (!(work instanceof Content.OfJob job) || isComplete()) {
            return false;
        }
        var replies = new ArrayList<Reply>();
        if (runs > answered) {
            replies.add(reply(job, worker, answered, outcomes.subList(answered, runs), runNanos));
        }
        if (size > runs + 1) {
            var rest = IntStream.range(runs + 1, size).mapToObj(this::again).toList();
            replies.add(reply(job, worker, runs + 1, rest, 0));
        }
        channel.send(delivery, replies);
        answered = runs;
        size = runs + 1;
        runNanos = 0;
        return true;
    }
}
