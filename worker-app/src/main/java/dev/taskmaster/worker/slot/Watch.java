package dev.taskmaster.worker.slot;

import dev.taskmaster.settings.Durations;
import dev.taskmaster.worker.End;
import dev.taskmaster.worker.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a worker's times on one thread: the time limits of tasks, the idle time, the shutdown timeout. It sleeps until
 * the next of them is due, or until a task with an earlier one begins.
 */
final class Watch {

    /** A quiet worker without a task in hand may wait this long for a broker that does not answer, not longer. */
    static final Duration QUIET_GRACE = Duration.ofSeconds(1);

    /** After this an abort ends, answered or not: the broker gives what is left to others. */
    static final Duration ABORT_LIMIT = Duration.ofSeconds(5);

    /** How often a worker that ends is looked at. */
    private static final Duration ENDING_LOOK = Duration.ofMillis(50);

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private final WorkerSettings settings;
    private final Life life;
    private final Idleness idleness;
    private volatile @Nullable Thread thread;
    private volatile long nextLookNanos;

    Watch(WorkerSettings settings, Life life, Idleness idleness) {
        this.settings = settings;
        this.life = life;
        this.idleness = idleness;
    }

    /**
     * Starts its thread.
     *
     * @param finish ends the worker
     * @param breakDown ends it because of an error
     */
    void start(List<Lane> slots, Runnable finish, Consumer<Throwable> breakDown) {
        Runnable keep = () -> {
            try {
                keep(slots, finish);
            } catch (Throwable e) {
                breakDown.accept(e);
            }
        };
        var started = new Thread(keep, "worker-watch");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void keep(List<Lane> slots, Runnable finish) {
        while (life.stage() != Stage.ENDED) {
            long now = life.nanoTime();
            // Whoever begins a task from here on finds a look that is far away and wakes this thread.
            nextLookNanos = now + Guard.NO_LIMIT;
            long wait = look(slots, finish, now);
            nextLookNanos = now + wait;
            LockSupport.parkNanos(this, wait);
        }
    }

    /** A task has begun that must end by then. */
    void expect(long deadlineNanos) {
        if (deadlineNanos - nextLookNanos < 0) {
            wake();
        }
    }

    /** The life has moved. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Does what is due; tells in how many nanoseconds something else may be. */
    long look(List<Lane> slots, Runnable finish, long now) {
        long wait = lookAtLife(finish, now);
        boolean aborting = !life.stage().runsTasks();
        for (var slot : slots) {
            wait = Math.min(wait, slot.lookAt(now, aborting));
        }
        return Math.max(1, wait);
    }

    private long lookAtLife(Runnable finish, long now) {
        var state = life.now();
        var age = Duration.ofNanos(now - state.sinceNanos());
        switch (state.stage()) {
            case RUNNING -> {
                return lookAtIdleness(now);
            }
            case QUIET -> {
                if (age.compareTo(QUIET_GRACE) >= 0 && !idleness.anyBusy()) {
                    finish.run();
                } else if (age.compareTo(settings.times().shutdown()) >= 0) {
                    log.warn(
                            "not finished within the shutdown timeout of {}: handing back what is in hand",
                            Durations.format(settings.times().shutdown()));
                    life.abort(End.STOPPED);
                }
            }
            case ABORTING -> {
                if (age.compareTo(ABORT_LIMIT) >= 0) {
                    log.warn("not everything could be handed back: the broker gives it to others by itself");
                    finish.run();
                }
            }
            case ENDED -> {}
        }
        return ENDING_LOOK.toNanos();
    }

    private long lookAtIdleness(long now) {
        var most = settings.end().maxIdle();
        if (most == null) {
            return Guard.NO_LIMIT;
        }
        var idle = idleness.withoutTaskNanos(now);
        long left = most.toNanos() - (idle == null ? 0 : idle);
        if (left <= 0) {
            log.info("without a task for {}", Durations.format(most));
            life.quiet(End.DONE);
            return ENDING_LOOK.toNanos();
        }
        return left;
    }
}
