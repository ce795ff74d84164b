package dev.taskmaster.worker.slot;

import dev.taskmaster.TaskmasterException;
import dev.taskmaster.worker.End;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A worker's life, and the one place where its threads wait for time to pass. Safe for use by many threads. */
public final class Life {

    private final LongSupplier nanoClock;
    private final AtomicReference<Lifecycle> now;
    private final AtomicReference<@Nullable TaskmasterException> failure = new AtomicReference<>();
    private volatile Runnable onMove = () -> {};
    private final CountDownLatch quiet = new CountDownLatch(1);
    private final CountDownLatch aborting = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** A life that begins now. */
    public Life(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.now = new AtomicReference<>(Lifecycle.begin(nanoClock.getAsLong()));
    }

    /** Take no more tasks. */
    public void quiet(End reason) {
        move(Stage.QUIET, reason);
    }

    /** Hand back what has no result. */
    public void abort(End reason) {
        move(Stage.ABORTING, reason);
    }

    /** Asking the broker again does not help: whoever waits for the end gets this error. */
    void fail(TaskmasterException reason) {
        failure.compareAndSet(null, reason);
        move(Stage.ABORTING, End.BROKEN);
    }

    /** Nothing more is done. */
    void end(End reason) {
        move(Stage.ENDED, reason);
    }

    private void move(Stage target, End reason) {
        var moved = now.updateAndGet(life -> life.moved(target, reason, nanoClock.getAsLong()));
        switch (moved.stage()) {
            case RUNNING -> {}
            case QUIET -> quiet.countDown();
            case ABORTING -> {
                quiet.countDown();
                aborting.countDown();
            }
            case ENDED -> {
                quiet.countDown();
                aborting.countDown();
                ended.countDown();
            }
        }
        onMove.run();
    }

    /** Has someone told of each move; at most one. */
    void onMove(Runnable listener) {
        onMove = listener;
    }

    /** The clock of all its times, as {@link System#nanoTime()}. */
    long nanoTime() {
        return nanoClock.getAsLong();
    }

    Lifecycle now() {
        return Objects.requireNonNull(now.get(), "set from the start");
    }

    /** How far it is. */
    public Stage stage() {
        return now().stage();
    }

    /** Waits; returns sooner, and false, when no more tasks are to be taken. */
    public boolean pause(Duration span) {
        return !passed(quiet, span);
    }

    /** Waits; returns sooner, and false, when no more tasks are to be run. */
    boolean pauseInHand(Duration span) {
        return !passed(aborting, span);
    }

    private static boolean passed(CountDownLatch latch, Duration span) {
        try {
            return latch.await(span.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Waits for the end, but not longer; tells whether it has come. */
    public boolean awaitEnd(Duration span) {
        return passed(ended, span);
    }

    /** Waits for the end; throws what ended it, if it was an error. */
    End awaitEnd() throws InterruptedException {
        ended.await();
        var reason = failure.get();
        if (reason != null) {
            throw reason;
        }
        var end = now().end();
        return end == null ? End.STOPPED : end;
    }
}
