package dev.taskmaster.master.bench;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.master.jms.JobBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures one broker and the workers on one of its queues. Closing it takes what it made away again: files, jobs, and the
 * queue if it did not exist before and nobody serves it. For one thread.
 */
public final class Bench implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Bench.class);

    private static final List<String> LENGTHS = List.of("0.1ms", "1ms", "10ms", "100ms", "1s");

    /**
     * The first tasks of the latency are not counted, some for each that is: a JVM compiles what is run often, on the
     * processors that are measured, and is done with a message's way after some thousand of them.
     */
    private static final long MOST_WARM_UP_ONE_BY_ONE = 6_000;

    private static final long LEAST_WARM_UP_ONE_BY_ONE = 200;

    private static final long WARM_UP_FOR_ONE = 6;

    /** Of the throughput a fifth is not counted, up to this bound. */
    private static final long MOST_WARM_UP = 200_000;

    private final JobBroker broker;
    private final BenchPlan plan;
    private final Scratch scratch;
    private final BenchJobs jobs;
    private final Workforce workforce;
    private final boolean madeQueue;

    private Bench(
            JobBroker broker, BenchPlan plan, Scratch scratch, BenchJobs jobs, Workforce workforce, boolean madeQueue) {
        this.broker = broker;
        this.plan = plan;
        this.scratch = scratch;
        this.jobs = jobs;
        this.workforce = workforce;
        this.madeQueue = madeQueue;
    }

    /**
     * Makes the queue if it does not exist, and a directory for results.
     *
     * @param place where the directory is made; its disk takes part in what is measured
     * @param workerCommand what a person types to start a worker for it
     * @param toldToStop whether somebody wants it to stop; asked some times a second
     * @throws InvalidUseException if no directory can be made there
     */
    public static Bench open(
            JobBroker broker, BenchPlan plan, Path place, String workerCommand, BooleanSupplier toldToStop) {
        var scratch = Scratch.in(place);
        try {
            boolean madeQueue = broker.makeQueue(plan.queue());
            var jobs = new BenchJobs(broker, plan.queue(), scratch, workerCommand, toldToStop);
            var workforce = new Workforce(broker, plan.queue(), workerCommand, toldToStop);
            return new Bench(broker, plan, scratch, jobs, workforce, madeQueue);
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /** Where programs that belong to it may write until it is closed. */
    public Path directory() {
        return scratch.path();
    }

    /**
     * Measures what the plan asks for.
     *
     * @param own the workers to wait for, or {@code null} for those who are there
     * @throws dev.taskmaster.NoResultInTimeException if nobody serves the queue, or no longer does
     * @throws InvalidUseException if a worker does not run the handler {@code bench}, or one of the own ends
     * @throws InterruptedException if told to stop
     */
    public Report run(@Nullable LocalWorkers own) throws InterruptedException {
        jobs.watch(own);
        int slots = workforce.await(own);
        log.info("bench: {} on queue {}", slots == 1 ? "1 slot" : slots + " slots", plan.queue());
        jobs.probe(slots);
        jobs.run(Load.empty(Math.max(1, Math.min(plan.tasks() / 5, MOST_WARM_UP))));
        var throughput = plan.asks(Part.THROUGHPUT) ? throughput() : null;
        var latency = plan.asks(Part.LATENCY) ? latency() : null;
        var efficiencies = plan.asks(Part.EFFICIENCY) ? efficiencies(slots) : List.<Efficiency>of();
        int now = workforce.countAtRest();
        if (now != slots) {
            log.warn("bench: the slots on queue {} were {} at the begin and {} at the end", plan.queue(), slots, now);
        }
        return new Report(slots, throughput, latency, efficiencies);
    }

    private Throughput throughput() throws InterruptedException {
        log.info("bench: throughput, {} empty tasks", plan.tasks());
        return new Throughput(plan.tasks(), jobs.run(Load.empty(plan.tasks())).wall());
    }

    private Latency latency() throws InterruptedException {
        log.info("bench: latency, {} tasks one at a time", plan.latencyTasks());
        long warmUp = Math.min(MOST_WARM_UP_ONE_BY_ONE, WARM_UP_FOR_ONE * plan.latencyTasks());
        var times = new OneAtATime(Math.max(LEAST_WARM_UP_ONE_BY_ONE, warmUp), plan.latencyTasks());
        jobs.run(times.input(), times);
        return Latency.of(times.nanos());
    }

    private List<Efficiency> efficiencies(int slots) throws InterruptedException {
        var work = plan.ideal().multipliedBy(slots);
        var loads = new ArrayList<Load>();
        LENGTHS.forEach(length -> loads.add(Load.of(length, work)));
        if (plan.mix()) {
            loads.add(Load.mix(work));
            loads.add(Load.jump(work));
        }
        var rows = new ArrayList<Efficiency>();
        for (var load : loads) {
            log.info("bench: efficiency, {} tasks of {}", load.tasks(), load.name());
            var watch = jobs.run(load);
            rows.add(new Efficiency(load.name(), load.tasks(), slots, load.work(), watch.handler(), watch.wall()));
        }
        return rows;
    }

    /** Ends what still runs of it; its own workers must have ended before. Waits a few seconds at most. */
    @Override
    public void close() {
        try (scratch) {
            jobs.close();
            if (madeQueue) {
                broker.removeUnusedQueue(plan.queue());
            }
        }
    }

    /** How long a pause is between two looks at something that nobody tells. */
    static final Duration LOOK = Duration.ofMillis(100);

    static void pause() throws InterruptedException {
        Thread.sleep(LOOK.toMillis());
    }
}
