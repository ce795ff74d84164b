package dev.taskmaster.worker.slot;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Which lanes of a worker may ask for a message, and which may run the one they have. There are two lanes a slot, but
 * only one turn to run tasks: while one lane runs its tasks, the other commits its last answer and fetches the next
 * message, so that a slot with short tasks does not wait for the broker. A lane takes ahead only while the worker's
 * messages take no longer than {@link #AHEAD}; else there are as many messages in hand as slots, and nothing is kept
 * from other workers. It belongs to no thread. Safe for use by many threads.
 */
final class Turns {

    /** The most work that is fetched ahead for a slot, and the longest that a message in hand waits for its turn. */
    static final Duration AHEAD = Duration.ofMillis(100);

    static final int LANES_A_SLOT = 2;

    private static final long NOT_RUNNING = Long.MIN_VALUE;

    private final ReentrantLock lock = new ReentrantLock();

    /** Two conditions, and as many are woken as can go on: a worker may have a thousand slots. */
    private final Condition placeIsFree = lock.newCondition();

    private final Condition turnIsFree = lock.newCondition();
    private final Life life;
    private final int slots;

    /** When each lane's turn began. */
    private final long[] since;

    private int inside;
    private int running;

    /** The time of the last turn: unknown is long. */
    private long lastNanos = Long.MAX_VALUE;

    Turns(int slots, Life life) {
        this.life = life;
        this.slots = slots;
        this.since = new long[slots * LANES_A_SLOT];
        Arrays.fill(since, NOT_RUNNING);
    }

    /** Waits for a place from which to ask for messages; false if none is free for some time or the worker moves on. */
    boolean enter(Duration patience) {
        lock.lock();
        try {
            boolean entered = await(
                    placeIsFree, () -> inside < places(), () -> life.stage().takesTasks(), patience);
            inside += entered ? 1 : 0;
            return entered;
        } finally {
            lock.unlock();
        }
    }

    /** A lane that has settled what it had keeps its place, if there are not fewer now. */
    boolean stay() {
        lock.lock();
        try {
            boolean stays = inside <= places();
            inside -= stays ? 0 : 1;
            return stays;
        } finally {
            lock.unlock();
        }
    }

    /** A lane ends. */
    void leave() {
        lock.lock();
        try {
            inside--;
            tellOfPlaces();
        } finally {
            lock.unlock();
        }
    }

    private int places() {
        if (running < slots || lastNanos > AHEAD.toNanos()) {
            return slots;
        }
        long now = life.nanoTime();
        int young = 0;
        for (long began : since) {
            young += began != NOT_RUNNING && now - began <= AHEAD.toNanos() ? 1 : 0;
        }
        return slots + young;
    }

    /**
     * Waits for the lane's turn to run.
     *
     * @param patience how long at most
     * @return false if it did not come, or when no more tasks are to be run
     */
    boolean take(int lane, Duration patience) {
        lock.lock();
        try {
            if (!await(turnIsFree, () -> running < slots, () -> life.stage().runsTasks(), patience)) {
                return false;
            }
            running++;
            since[lane] = life.nanoTime();
            tellOfPlaces();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The lane has run its tasks. */
    void give(int lane) {
        lock.lock();
        try {
            lastNanos = life.nanoTime() - since[lane];
            since[lane] = NOT_RUNNING;
            running--;
            turnIsFree.signal();
        } finally {
            lock.unlock();
        }
    }

    private void tellOfPlaces() {
        for (int free = places() - inside; free > 0; free--) {
            placeIsFree.signal();
        }
    }

    /** How many slots run tasks. */
    int running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** The life has moved: whoever waits looks whether to go on. */
    void wake() {
        lock.lock();
        try {
            placeIsFree.signalAll();
            turnIsFree.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it came to be ready in time, and is still wanted then. */
    private boolean await(Condition changed, BooleanSupplier ready, BooleanSupplier wanted, Duration patience) {
        long left = patience.toNanos();
        try {
            while (wanted.getAsBoolean()) {
                if (ready.getAsBoolean()) {
                    return true;
                }
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
