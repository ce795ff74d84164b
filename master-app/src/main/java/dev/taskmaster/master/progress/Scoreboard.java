package dev.taskmaster.master.progress;

import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The newest numbers of a running job: written at commits by the threads that submit and collect, read by any. Whatever it
 * hears it passes on.
 */
final class Scoreboard implements JobRun.Listener {

    private static final long UNKNOWN = -1;

    private final JobName job;
    private final JobRun.Listener next;

    private volatile Tally before = Tally.NONE;
    private volatile Tally tally = Tally.NONE;
    private volatile long submitted;
    private volatile boolean complete;
    private volatile int slots;
    private volatile long length = UNKNOWN;

    Scoreboard(JobName job, JobRun.Listener next) {
        this.job = job;
        this.next = next;
    }

    /** The whole input has so many tasks. */
    void length(long tasks) {
        length = tasks;
    }

    /** Tasks that ended since this run began. */
    long endedHere() {
        // In this order, so that the difference is not negative.
        long began = before.ended();
        return Math.max(0, tally.ended() - began);
    }

    /** The numbers now. */
    Progress at(Duration elapsed, Rate rate) {
        // The tally first: what has ended by then is among what is submitted afterwards.
        var ended = tally;
        var left = left(ended.ended());
        return new Progress(
                job,
                Math.max(submitted, ended.ended()),
                ended.ok(),
                ended.failed(),
                left,
                slots,
                rate.perSecond(),
                rate.timeFor(left),
                elapsed);
    }

    private @Nullable Long left(long ended) {
        // Complete first: the number is exact only then.
        if (complete) {
            return submitted - ended;
        }
        return length == UNKNOWN ? null : Long.valueOf(Math.max(length, submitted) - ended);
    }

    @Override
    public void stood(Tally stood) {
        before = stood;
        tally = stood;
        next.stood(stood);
    }

    @Override
    public void begins(JobPlan plan, long submittedBefore, long ended) {
        submitted = submittedBefore;
        next.begins(plan, submittedBefore, ended);
    }

    @Override
    public void sending(Chunk chunk) {
        next.sending(chunk);
    }

    @Override
    public void committed(long newSubmitted, boolean nowComplete) {
        submitted = newSubmitted;
        complete = nowComplete;
        next.committed(newSubmitted, nowComplete);
    }

    @Override
    public void slots(int count) {
        slots = count;
        next.slots(count);
    }

    @Override
    public void ran(Reply reply) {
        next.ran(reply);
    }

    @Override
    public void result(Result result) {
        next.result(result);
    }

    @Override
    public void committed(Tally newTally) {
        tally = newTally;
        next.committed(newTally);
    }
}
