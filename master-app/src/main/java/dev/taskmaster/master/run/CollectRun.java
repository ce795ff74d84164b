package dev.taskmaster.master.run;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.log.LogFields;
import dev.taskmaster.master.collect.Collector;
import dev.taskmaster.master.collect.Watch;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.master.sink.ResultOutput;
import dev.taskmaster.master.submit.Pace;
import dev.taskmaster.task.JobName;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Collects the results of a job that was or is being submitted elsewhere. Run again, it goes on behind what was collected.
 *
 * @param job its name
 * @param output where its results go
 * @param patience with workers that do not come
 */
public record CollectRun(JobName job, ResultOutput output, Patience patience) {

    /** Between two looks for a checkpoint that must be there in a moment. */
    private static final Duration LOOK = Duration.ofMillis(50);

    /**
     * Collects until the submission is complete and every task has ended.
     *
     * @return how the tasks ended
     * @throws JobConflictException if there is no such job, it is finished, another master collects it, or its output is
     *     not what it was
     * @throws InterruptedException if told to stop; collecting can be gone on with later
     */
    public Tally on(JobBroker broker, JobRun.Listener listener) throws InterruptedException {
        var plan = plan(broker);
        var fields = LogFields.of(LogFields.JOB, job).and(LogFields.QUEUE, plan.queue());
        try {
            Standing.check(broker, plan, false);
            var tally = collect(broker, plan, listener);
            broker.removeQueues(job);
            return tally;
        } finally {
            fields.close();
        }
    }

    private JobPlan plan(JobBroker broker) {
        var submitted = broker.checkpoints(job).submitted();
        if (submitted == null) {
            throw new JobConflictException(
                    "there is no job " + job + " at this broker: check --job, or submit it first");
        }
        return submitted.plan();
    }

    private Tally collect(JobBroker broker, JobPlan plan, JobRun.Listener listener) throws InterruptedException {
        try (var inbox = broker.inbox(plan);
                var slots = broker.slotCount(plan)) {
            var collected = Standing.read(broker, plan, false).readyToCollect(broker);
            listener.stood(collected.tally());
            var watch = new Watch(
                    plan,
                    patience.timeout(),
                    patience.workerCommand().apply(plan.queue()),
                    patience.toldToStop(),
                    Patience.ELAPSED,
                    slots,
                    listener::slots);
            try (var sink = output.open(collected.mark())) {
                return new Collector(
                                plan,
                                collected,
                                inbox,
                                sink,
                                new DistantSubmission(
                                        () -> broker.checkpoints(job),
                                        Patience.ELAPSED,
                                        () -> LockSupport.parkNanos(LOOK.toNanos()),
                                        listener),
                                Pace.unlimited(0),
                                new SecureRandom(),
                                watch,
                                listener)
                        .run();
            }
        }
    }
}
