package dev.taskmaster.master.session;

import dev.taskmaster.TaskmasterException;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.master.run.JobRun;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a job on a thread of its own, which does not keep the process alive. It owns its connection. Safe for use by
 * many threads.
 */
public final class Work implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Work.class);

    /** A run looks some times a second whether it is told to stop; what it waits for at the broker may take longer. */
    static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    /**
     * What is run.
     *
     * @param done tells how the job has ended, if there is nothing left to do
     * @param job makes the run of a way to ask whether it is told to stop
     * @param listener hears what happens in it
     * @param temporary whether nobody goes on with it: then everything of it is removed when it ends
     * @param stopping does what lets go of a run that is told to stop
     * @param ended hears that it has ended, and by what if not in order
     */
    record Order(
            Function<JobBroker, @Nullable Tally> done,
            Function<BooleanSupplier, JobRun> job,
            JobRun.Listener listener,
            boolean temporary,
            Runnable stopping,
            Consumer<@Nullable Throwable> ended) {

        /** The same for a job that may be over. */
        Order unless(Function<JobBroker, @Nullable Tally> newDone) {
            return new Order(newDone, job, listener, temporary, stopping, ended);
        }

        /** The same for somebody who reads the results. */
        Order to(Handoff handoff) {
            return new Order(done, job, listener, temporary, handoff::leave, failure -> {
                ended.accept(failure);
                handoff.end(failure);
            });
        }

        /** The same for a job that nobody goes on with. */
        Order temporarily(Runnable atEnd) {
            return new Order(done, job, listener, true, stopping, failure -> {
                atEnd.run();
                ended.accept(failure);
            });
        }
    }

    private final OpenWork open;
    private final Order order;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final FutureTask<Tally> run;

    private Work(OpenWork open, Supplier<JobBroker> connecting, Order order) {
        this.open = open;
        this.order = order;
        this.run = new FutureTask<>(() -> run(connecting));
    }

    /** Starts it: connects on the new thread, which an interrupt of this one does not disturb, and closes that at its end. */
    static Work start(String name, OpenWork open, Supplier<JobBroker> connecting, Order order) {
        var work = new Work(open, connecting, order);
        open.add(work);
        var thread = new Thread(work.run, name);
        thread.setDaemon(true);
        thread.start();
        return work;
    }

    private Tally run(Supplier<JobBroker> connecting) throws InterruptedException {
        Throwable failure = null;
        try (var broker = connecting.get()) {
            var done = order.done().apply(broker);
            if (done != null) {
                return done;
            }
            var job = order.job().apply(stopped::get);
            try {
                return job.on(broker, order.listener());
            } finally {
                if (order.temporary()) {
                    forget(broker, job);
                }
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            open.remove(this);
            order.ended().accept(failure);
        }
    }

    private static void forget(JobBroker broker, JobRun job) {
        try {
            broker.forget(job.plan());
        } catch (TaskmasterException e) {
            log.info(
                    "job {} is left at the broker ({}); \"master cancel {}\" removes it",
                    job.plan().job(),
                    e.getMessage(),
                    job.plan().job());
        }
    }

    /** Tells it to stop soon; a job with a name can be gone on with. Returns at once. */
    void stop() {
        stopped.set(true);
        order.stopping().run();
    }

    /** Waits for its end, whatever that is, and tells whether it came in time. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        try {
            run.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CancellationException e) {
            log.debug("ended by {}", e.toString());
        } catch (TimeoutException e) {
            return false;
        }
        return true;
    }

    /**
     * Waits for its end in order. An interrupt of the caller stops it.
     *
     * @throws TaskmasterException if the broker, the job or its input is not as it must be
     * @throws InterruptedException if the caller was interrupted, or it was told to stop
     */
    public Tally await() throws InterruptedException {
        try {
            return run.get();
        } catch (InterruptedException e) {
            close();
            throw e;
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof RuntimeException known) {
            return known;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(cause);
    }

    /** Stops it and waits for its end, for {@link #STOP_LIMIT} at most. Idempotent. */
    @Override
    public void close() {
        stop();
        try {
            if (!awaitEnd(STOP_LIMIT)) {
                log.warn("a run does not end: is a consumer of results at work?");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
