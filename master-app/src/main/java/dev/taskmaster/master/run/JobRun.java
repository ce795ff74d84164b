package dev.taskmaster.master.run;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.log.LogFields;
import dev.taskmaster.master.collect.CollectListener;
import dev.taskmaster.master.collect.Collector;
import dev.taskmaster.master.collect.Watch;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.master.job.IndexSet;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.master.sink.ResultOutput;
import dev.taskmaster.master.source.TaskInput;
import dev.taskmaster.master.submit.Pace;
import dev.taskmaster.master.submit.SubmitListener;
import dev.taskmaster.master.submit.Submitter;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job from its input to its output: submits and collects side by side until every task has ended in exactly one
 * result. Run again after any crash, it goes on where the broker's checkpoints stand.
 *
 * @param plan the job
 * @param input where its tasks come from
 * @param output where its results go
 * @param fixedChunk tasks in a message, or 0 to let that follow the handler's time
 * @param restart whether a finished job begins anew
 * @param patience with workers that do not come
 */
public record JobRun(
        JobPlan plan, TaskInput input, ResultOutput output, int fixedChunk, boolean restart, Patience patience) {

    private static final Logger log = LoggerFactory.getLogger(JobRun.class);

    /** Hears what happens in a run. */
    public interface Listener extends SubmitListener, CollectListener {

        /**
         * The job begins or goes on; unless somebody says otherwise, the log tells how to go on with it once more.
         *
         * @param submitted tasks that were submitted before
         * @param ended tasks that have their result
         */
        default void begins(JobPlan plan, long submitted, long ended) {
            if (submitted > 0) {
                log.info("job {} goes on: {} tasks are submitted, {} have their result", plan.job(), submitted, ended);
            } else {
                log.info(
                        "job {} on queue {}; broken off, it goes on with the same command and --job {}",
                        plan.job(),
                        plan.queue(),
                        plan.job());
            }
        }
    }

    /**
     * Runs the job to its end, on this thread and one beside it.
     *
     * @return how its tasks ended
     * @throws JobConflictException if another master runs it, it is finished, or its input or output is not what it was
     * @throws InterruptedException if told to stop; the job can be gone on with later
     */
    public Tally on(JobBroker broker, Listener listener) throws InterruptedException {
        var fields = LogFields.of(LogFields.JOB, plan.job()).and(LogFields.QUEUE, plan.queue());
        try {
            Standing.check(broker, plan, restart);
            var tally = submitAndCollect(broker, listener);
            broker.removeQueues(plan.job());
            return tally;
        } finally {
            fields.close();
        }
    }

    private Tally submitAndCollect(JobBroker broker, Listener listener) throws InterruptedException {
        try (var inbox = broker.inbox(plan);
                var outbox = broker.outbox(plan);
                var slots = broker.slotCount(plan);
                var sharing = broker.sharing(plan)) {
            var standing = Standing.read(broker, plan, restart);
            var submitted = standing.submitted();
            var collected = standing.readyToCollect(broker);
            listener.stood(collected.tally());
            listener.begins(plan, submitted.submitted(), collected.tally().ended());
            var pace = Pace.of(fixedChunk, output.keepsOrder());
            pace.resume(
                    submitted.submitted(),
                    collected.tally().ended(),
                    IndexSet.parse(collected.collected()).firstMissing());
            // Before the first task is sent: how many go out at once depends on it.
            int jobs = sharing.jobs(!submitted.complete());
            slots.sharedBy(jobs);
            pace.slots(slots.getAsInt(), jobs);
            var watch = new Watch(
                    plan,
                    patience.timeout(),
                    patience.workerCommand().apply(plan.queue()),
                    patience.toldToStop(),
                    Patience.ELAPSED,
                    slots,
                    count -> {
                        int share = sharing.jobs(pace.wantsShare());
                        slots.sharedBy(share);
                        pace.slots(count, share);
                        listener.slots(count);
                    });
            try (var source = input.open();
                    var sink = output.open(collected.mark());
                    var submission = SubmitThread.start(new Submitter(source, submitted, outbox, pace, listener))) {
                return new Collector(
                                plan, collected, inbox, sink, submission, pace, new SecureRandom(), watch, listener)
                        .run();
            }
        }
    }
}
