package dev.taskmaster.master.collect;

import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.master.sink.ResultSink;
import dev.taskmaster.master.submit.Pace;
import dev.taskmaster.master.submit.Submission;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reply;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Collects a job's results from where its checkpoint says until every task has ended in exactly one. A result counts from
 * the commit on: before it the output is flushed and synced, and with it goes the checkpoint; so what was acknowledged is
 * in the output, and what was not comes again. A second answer to a task is dropped by its index. For one thread.
 */
public final class Collector {

    private final JobPlan plan;
    private final ResultInbox inbox;
    private final ResultSink sink;
    private final Submission submission;
    private final Pace pace;
    private final RetryPolicy retries;
    private final RandomGenerator random;
    private final Watch watch;
    private final CollectListener listener;
    private final Ledger ledger;
    private final FailureLog failures;
    private final Strays strays;
    private final HandedBack handedBack;
    private final Batch batch;
    private boolean finished;
    private int quietLooks;

    /** A collector that has not begun; whoever runs it closes inbox and sink. */
    public Collector(
            JobPlan plan,
            CollectCheckpoint start,
            ResultInbox inbox,
            ResultSink sink,
            Submission submission,
            Pace pace,
            RandomGenerator random,
            Watch watch,
            CollectListener listener) {
        this.plan = plan;
        this.inbox = inbox;
        this.sink = sink;
        this.submission = submission;
        this.pace = pace;
        this.retries = RetryPolicy.of(plan.retries());
        this.random = random;
        this.watch = watch;
        this.listener = listener;
        this.ledger = new Ledger(start);
        this.failures = new FailureLog(plan.job());
        this.strays = new Strays(plan.job());
        this.handedBack = new HandedBack(plan, pace::chunkSizeAgain, chunk -> inbox.sendAgain(chunk, Duration.ZERO));
        this.batch = new Batch(watch.clock());
        this.finished = start.finished();
    }

    /**
     * Collects until the job is over.
     *
     * @return how its tasks ended
     * @throws InterruptedException if it is told to stop; what was not committed comes again
     */
    public Tally run() throws InterruptedException {
        while (!isOver()) {
            if (watch.toldToStop()) {
                throw new InterruptedException("told to stop collecting job " + plan.job());
            }
            var wait = batch.left(watch.look(quietLooks));
            var arrival = wait.toMillis() <= 0 ? null : inbox.receive(wait);
            submission.check();
            if (arrival instanceof Arrival.Answer answer) {
                quietLooks = 0;
                answered(answer.reply());
            } else if (arrival instanceof Arrival.Stray stray) {
                setAside(Strays.Kind.MALFORMED, stray.problem());
            } else if (batch.isEmpty()) {
                quietLooks++;
                watch.nothingCame(submission.submitted() - ledger.size());
            } else {
                commit();
            }
        }
        if (!finished) {
            commit();
        }
        strays.tell();
        return ledger.tally();
    }

    private boolean isOver() {
        // The order matters: the number is exact only once the submission is complete.
        return submission.complete() && ledger.size() >= submission.submitted();
    }

    private void answered(Reply reply) {
        if (!reply.job().equals(plan.job())) {
            setAside(Strays.Kind.OTHER_JOB, "it is one of job " + reply.job());
        } else if (!submission.sent(reply.first() + reply.count())) {
            setAside(
                    Strays.Kind.NEVER_SENT,
                    "it answers tasks " + reply.first() + " to " + (reply.first() + reply.count() - 1)
                            + ", which were not all sent");
        } else {
            watch.resultCame();
            take(reply);
            batch.add(reply.count(), reply.characters());
        }
    }

    /** It counts as little as if nothing had come, but its transaction must end like any other. */
    private void setAside(Strays.Kind kind, String why) {
        inbox.setAside(why);
        strays.add(kind, why);
        batch.add(1, why.length());
        watch.nothingCame(submission.submitted() - ledger.size());
    }

    private void take(Reply reply) {
        long before = ledger.size();
        int ran = 0;
        for (int place = 0; place < reply.count(); place++) {
            var outcome = reply.outcomes().get(place);
            ran += outcome instanceof Outcome.Again ? 0 : 1;
            long index = reply.first() + place;
            if (!ledger.has(index)) {
                settle(index, outcome, reply);
            }
        }
        handedBack.sendAll();
        if (ran > 0) {
            pace.ran(ran, reply.runMicros(), reply.characters());
            listener.ran(reply);
        }
        pace.collected(ledger.size() - before, ledger.firstMissing());
    }

    private void settle(long index, Outcome outcome, Reply reply) {
        int attempt = reply.attempt();
        if (outcome instanceof Outcome.Ok) {
            end(new Result(index, outcome, attempt, reply.worker()));
            ledger.ok(index);
        } else if (outcome instanceof Outcome.Failed failed) {
            if (retries.allows(failed.reason(), attempt)) {
                var delay = retries.delay(attempt, random);
                inbox.sendAgain(chunk(index, failed.task(), attempt + 1, 0), delay);
                failures.attempt(index, failed, attempt, reply.worker(), delay);
                listener.again(index, attempt, failed);
            } else {
                var result = new Result(index, failed, attempt, reply.worker());
                inbox.deadLetter(result);
                end(result);
                failures.forGood(result, failed, reply.worker());
                ledger.failed(index, failed.reason());
            }
        } else if (outcome instanceof Outcome.Again again) {
            if (again.crashes() == 0) {
                handedBack.add(index, again.task(), attempt);
                return;
            }
            // Suspects of a death come back one after the other, not all to the worker that has none to spare.
            inbox.sendAgain(
                    chunk(index, again.task(), attempt, again.crashes()), retries.delay(again.crashes(), random));
        }
    }

    private void end(Result result) {
        sink.write(result);
        listener.result(result);
    }

    private Chunk chunk(long index, String payload, int attempt, int crashes) {
        return new Chunk(plan.job(), index, List.of(payload), attempt, plan.taskTimeout(), crashes);
    }

    private void commit() {
        var mark = sink.flush();
        finished = isOver();
        if (finished && mark.written() != ledger.size()) {
            throw new IllegalStateException("the output of job " + plan.job() + " holds " + mark.written()
                    + " results, but " + ledger.size() + " were collected");
        }
        inbox.commit(ledger.checkpoint(mark, finished));
        sink.committed();
        batch.committed();
        listener.committed(ledger.tally());
    }
}
