package dev.taskmaster.master.bench;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.master.run.Patience;
import dev.taskmaster.master.sink.Format;
import dev.taskmaster.master.sink.OutputChoice;
import dev.taskmaster.master.source.TaskInput;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of a bench, one after the other, each as {@code master run} does it: results in a file, and every default. The
 * broker keeps nothing of a job that is over. For one thread.
 */
final class BenchJobs implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BenchJobs.class);

    /** Far above the longest task, so that only a bench whose workers are gone ends by it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What a worker has in hand when the bench is broken off is over by then. */
    private static final Duration IN_HAND = Duration.ofSeconds(3);

    private static final int AUTO = 0;

    private final JobBroker broker;
    private final QueueName queue;
    private final Scratch scratch;
    private final String workerCommand;
    private final BooleanSupplier toldToStop;
    private @Nullable LocalWorkers own;
    private @Nullable JobPlan open;

    BenchJobs(JobBroker broker, QueueName queue, Scratch scratch, String workerCommand, BooleanSupplier toldToStop) {
        this.broker = broker;
        this.queue = queue;
        this.scratch = scratch;
        this.workerCommand = workerCommand;
        this.toldToStop = toldToStop;
    }

    /** Lets jobs fail as soon as one of those workers ends. */
    void watch(@Nullable LocalWorkers workers) {
        own = workers;
    }

    /** Finds out whether the workers run the handler {@code bench}: with some tasks for each slot. */
    void probe(int slots) throws InterruptedException {
        var probe = new Probe(4L * slots);
        runWith(1, probe.input(), probe);
        var problem = probe.problem();
        if (problem != null) {
            throw wrongHandler(problem);
        }
    }

    /** Runs a load and times it. */
    Stopwatch run(Load load) throws InterruptedException {
        var watch = new Stopwatch();
        run(load.input(), watch);
        return watch;
    }

    /** Runs tasks to the end of the last one. */
    void run(TaskInput input, JobRun.Listener listener) throws InterruptedException {
        long failed = runWith(AUTO, input, listener);
        if (failed > 0) {
            throw wrongHandler(failed + " tasks failed");
        }
    }

    private long runWith(int chunk, TaskInput input, JobRun.Listener listener) throws InterruptedException {
        var plan = new JobPlan(newName(), queue, 0, null, JobPlan.DEFAULT_PRIORITY);
        var file = scratch.path().resolve(plan.job().text());
        var output = new OutputChoice(file, Format.TEXT, "", null);
        open = plan;
        var tally = new JobRun(
                        plan, input, output, chunk, false, new Patience(PATIENCE, any -> workerCommand, this::ends))
                .on(broker, listener);
        broker.forget(plan);
        open = null;
        Scratch.delete(file);
        return tally.failed();
    }

    private boolean ends() {
        if (own != null) {
            own.check();
        }
        return toldToStop.getAsBoolean();
    }

    private InvalidUseException wrongHandler(String what) {
        return new InvalidUseException("a worker on queue " + queue + " does not run the handler bench (" + what
                + "): let all of them be started with \"" + workerCommand + "\"");
    }

    private static JobName newName() {
        return new JobName("bench-" + new BigInteger(60, new SecureRandom()).toString(36));
    }

    /** Withdraws the job that was broken off, if there is one. */
    @Override
    public void close() {
        var plan = open;
        open = null;
        if (plan == null) {
            return;
        }
        try {
            long deadline = System.nanoTime() + IN_HAND.toNanos();
            while (broker.withdraw(plan) > 0 && System.nanoTime() < deadline) {
                Bench.pause();
            }
            broker.forget(plan);
        } catch (TaskmasterException e) {
            log.warn("the broker may still hold job {}: {}", plan.job(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
