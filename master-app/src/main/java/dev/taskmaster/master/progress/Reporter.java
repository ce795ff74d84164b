package dev.taskmaster.master.progress;

import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.task.JobName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Has progress shown once a second while it is open, and once more when it is closed. Safe for use by many threads. */
public final class Reporter implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** A display that takes longer than that is blocked, and nobody waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The time that has passed, whatever somebody does to the clock. */
    private static final InstantSource ELAPSED = () -> Instant.EPOCH.plusNanos(System.nanoTime());

    private final Scoreboard board;
    private final Display display;
    private final Sampler sampler;
    private final Thread teller;
    private final Thread counter;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    private Reporter(Scoreboard board, Display display, Supplier<OptionalLong> length) {
        this.board = board;
        this.display = display;
        this.sampler = new Sampler(board, ELAPSED);
        this.teller = daemon("progress", this::tell);
        this.counter = daemon("progress-length", () -> length.get().ifPresent(board::length));
    }

    private static Thread daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins to tell.
     *
     * @param next hears what the reporter's listener hears
     * @param length the number of tasks of the input, where that can be known before its end; it may take its time
     */
    public static Reporter start(JobName job, JobRun.Listener next, Display display, Supplier<OptionalLong> length) {
        var reporter = new Reporter(new Scoreboard(job, next), display, length);
        reporter.counter.start();
        reporter.teller.start();
        return reporter;
    }

    /** What the run has to tell its news to. */
    public JobRun.Listener listener() {
        return board;
    }

    private void tell() {
        try {
            while (!over.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                display.show(sampler.now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows how far the job came, once, and nothing any more; waits a second at most for a display that is at work. */
    public void end() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        counter.interrupt();
        over.countDown();
        try {
            teller.join(PATIENCE.toMillis());
            if (!teller.isAlive()) {
                display.end(sampler.now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same as {@link #end()}. */
    @Override
    public void close() {
        end();
    }
}
