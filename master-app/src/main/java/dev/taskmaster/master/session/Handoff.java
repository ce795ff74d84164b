package dev.taskmaster.master.session;

import dev.taskmaster.master.ResultConsumer;
import dev.taskmaster.master.job.Result;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * From the collector's thread to the one that reads a stream. The collector waits while enough lies here, and before it
 * acknowledges results until the reader is done with them: until it has asked for the next one. The iterator belongs to one
 * thread at a time.
 */
final class Handoff implements ResultConsumer, Iterator<Result> {

    /** Enough that neither waits for the other at each result. */
    private static final int MOST = 1_000;

    private final boolean acknowledged;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Result> results = new ArrayDeque<>();
    private boolean lent;
    private boolean left;
    private boolean ended;
    private @Nullable Throwable failure;

    /** @param acknowledged whether results count as taken only when the reader is done with them */
    Handoff(boolean acknowledged) {
        this.acknowledged = acknowledged;
    }

    @Override
    public void accept(Result result) {
        lock.lock();
        try {
            while (!left && results.size() >= MOST) {
                changed.awaitUninterruptibly();
            }
            refuseIfLeft();
            results.add(result);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() {
        lock.lock();
        try {
            while (acknowledged && !left && (lent || !results.isEmpty())) {
                changed.awaitUninterruptibly();
            }
            refuseIfLeft();
        } finally {
            lock.unlock();
        }
    }

    private void refuseIfLeft() {
        if (left) {
            throw new CancellationException("nobody reads the results any more");
        }
    }

    /** No more results come. */
    void end(@Nullable Throwable why) {
        lock.lock();
        try {
            ended = true;
            failure = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody takes results any more: whoever hands one over is told so. */
    void leave() {
        lock.lock();
        try {
            left = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean hasNext() {
        lock.lock();
        try {
            lent = false;
            changed.signalAll();
            while (results.isEmpty() && !ended && !left) {
                changed.await();
            }
            if (left) {
                throw new CancellationException("the stream of results was closed before all had come");
            }
            if (results.isEmpty() && failure != null) {
                throw thrown(failure);
            }
            return !results.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Result next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more results");
        }
        lock.lock();
        try {
            lent = true;
            changed.signalAll();
            return results.remove();
        } finally {
            lock.unlock();
        }
    }

    private static RuntimeException thrown(Throwable failure) {
        if (failure instanceof RuntimeException known) {
            return known;
        }
        return failure instanceof InterruptedException
                ? new CancellationException("the master was closed before all results had come")
                : new IllegalStateException("the results ended with an error", failure);
    }

    private static CancellationException interrupted(InterruptedException e) {
        var cancelled = new CancellationException("interrupted while waiting for a result");
        cancelled.initCause(e);
        return cancelled;
    }
}
