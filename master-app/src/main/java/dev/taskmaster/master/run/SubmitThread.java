package dev.taskmaster.master.run;

import dev.taskmaster.TaskmasterException;
import dev.taskmaster.master.submit.Submission;
import dev.taskmaster.master.submit.Submitter;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/** A submitter at work on a thread of its own, so that collecting goes on beside it. */
final class SubmitThread implements Submission, AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Submitter submitter;
    private final FutureTask<Void> work;
    private final Thread thread;

    private SubmitThread(Submitter submitter) {
        this.submitter = submitter;
        this.work = new FutureTask<>(() -> {
            submitter.run();
            return null;
        });
        this.thread = new Thread(work, "submit");
    }

    static SubmitThread start(Submitter submitter) {
        var submission = new SubmitThread(submitter);
        // The source may be a terminal that never ends; that must not keep the process alive.
        submission.thread.setDaemon(true);
        submission.thread.start();
        return submission;
    }

    @Override
    public long submitted() {
        return submitter.submitted();
    }

    @Override
    public boolean complete() {
        if (!work.isDone()) {
            return false;
        }
        check();
        return submitter.complete();
    }

    /**
     * Waits for its end.
     *
     * @throws InterruptedException if told to stop before
     */
    void await(BooleanSupplier toldToStop) throws InterruptedException {
        while (!complete()) {
            check();
            if (toldToStop.getAsBoolean()) {
                throw new InterruptedException("told to stop submitting");
            }
            thread.join(LOOK.toMillis());
        }
    }

    @Override
    public void check() {
        if (!work.isDone()) {
            return;
        }
        try {
            work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TaskmasterException known) {
                throw known;
            }
            throw new IllegalStateException("submitting failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CancellationException e) {
            throw new IllegalStateException("submitting was given up", e);
        }
    }

    /**
     * Tells the submitter to stop and waits a moment for it. One that waits for its input cannot hear it, but then it does
     * not use its session either; what it has not committed is rolled back with that.
     */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
