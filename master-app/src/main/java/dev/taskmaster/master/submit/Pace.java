package dev.taskmaster.master.submit;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How fast a job is submitted: learns from the results how long a task takes and how many slots there are, and makes the
 * submitter wait while enough is out. Safe for use by many threads.
 */
public final class Pace {

    /** Beyond so many a chunk is closed. */
    public static final int MOST_CHARACTERS = ChunkSize.MOST_CHARACTERS;

    /** Weight of the newest message in the mean length of what travels. */
    private static final double NEWEST = 0.1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final int fixedChunk;
    private final long mostAhead;
    private final boolean unlimited;
    private final LongSupplier clock;

    private HandlerTime time = HandlerTime.UNKNOWN;
    private int slots;
    private int jobs = 1;
    private boolean waits;
    private boolean sent = true;
    private long out;
    private long beganNanos;
    private long next;
    private long firstMissing;
    private double payloadCharacters;
    private double resultCharacters;

    private Pace(int fixedChunk, long mostAhead, boolean unlimited, LongSupplier clock) {
        this.fixedChunk = fixedChunk;
        this.mostAhead = mostAhead;
        this.unlimited = unlimited;
        this.clock = clock;
        this.beganNanos = clock.getAsLong();
    }

    /**
     * The pace of a job whose results are collected beside it.
     *
     * @param fixedChunk the size of every chunk, or 0 to let it follow the handler's time
     * @param keepsOrder whether results wait for their turn: then no task is sent that is too far ahead of the first one
     *     without a result, because each result that waits takes memory
     */
    public static Pace of(int fixedChunk, boolean keepsOrder) {
        return of(fixedChunk, keepsOrder, System::nanoTime);
    }

    static Pace of(int fixedChunk, boolean keepsOrder, LongSupplier clock) {
        return new Pace(fixedChunk, keepsOrder ? Window.MOST_AHEAD : Long.MAX_VALUE, false, clock);
    }

    /**
     * The pace of a job whose results nobody may be collecting: everything goes out, in chunks of a fixed size.
     *
     * @param fixedChunk the size of every chunk, or 0 for one task each, because nobody tells the handler's time
     */
    public static Pace unlimited(int fixedChunk) {
        return new Pace(Math.max(1, fixedChunk), Long.MAX_VALUE, true, System::nanoTime);
    }

    /**
     * How many tasks the next chunk holds, at least 1.
     *
     * @param remaining tasks that are not sent yet, {@link LookAhead#UNKNOWN} while nobody knows
     */
    int chunkSize(long remaining) {
        lock.lock();
        try {
            int size = chunkSize();
            boolean nearEnd = fixedChunk == 0 && remaining < 2L * size * Math.max(1, slots);
            return nearEnd ? ChunkSize.nearEnd(size, time, slots, remaining) : size;
        } finally {
            lock.unlock();
        }
    }

    /** How many tasks must be in sight for {@link #chunkSize(long)} to see the end in time. */
    int sight() {
        lock.lock();
        try {
            return fixedChunk > 0 ? 1 : (int) Math.min(Window.MOST_TASKS, 2L * chunkSize() * Math.max(1, slots));
        } finally {
            lock.unlock();
        }
    }

    /** Takes room for tasks if there is some; a chunk larger than the whole window goes when nothing else is out. */
    boolean take(int tasks, long characters) {
        lock.lock();
        try {
            if (!hasRoom(tasks)) {
                return false;
            }
            if (next == 0) {
                beganNanos = clock.getAsLong();
            }
            out += tasks;
            next += tasks;
            sent = true;
            payloadCharacters = mean(payloadCharacters, (double) characters / tasks);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room for tasks. */
    void awaitRoom(int tasks) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waits = true;
            while (!hasRoom(tasks)) {
                if (isProbing()) {
                    room.awaitNanos(Window.PROBING.toNanos());
                } else {
                    room.await();
                }
            }
        } finally {
            waits = false;
            lock.unlock();
        }
    }

    /**
     * Whether the job wants a share of the slots: it has sent tasks since this was asked before, or waits for room. One that
     * waits for its input or has sent all leaves its share to others.
     */
    public boolean wantsShare() {
        lock.lock();
        try {
            boolean wants = waits || sent;
            sent = false;
            return wants;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Where a job stands that is resumed.
     *
     * @param submitted tasks sent before
     * @param ended tasks that have their result
     * @param lowWater the first task without one
     */
    public void resume(long submitted, long ended, long lowWater) {
        lock.lock();
        try {
            out = submitted - ended;
            next = submitted;
            firstMissing = lowWater;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tasks were answered for good.
     *
     * @param tasks how many
     * @param lowWater the first task of the job without a result
     */
    public void collected(long tasks, long lowWater) {
        lock.lock();
        try {
            out -= tasks;
            firstMissing = lowWater;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A reply told how long the handler took for some tasks.
     *
     * @param tasks that were run, at least 1
     * @param micros in the handler for all of them
     * @param characters of their results
     */
    public void ran(int tasks, long micros, long characters) {
        lock.lock();
        try {
            time = time.and(tasks, micros, slots);
            resultCharacters = mean(resultCharacters, (double) characters / tasks);
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * How many tasks that were handed back go together into one message, at least 1. That follows the handler's time even
     * where a person has fixed the size, because it was too large for these.
     */
    public int chunkSizeAgain() {
        lock.lock();
        try {
            return ChunkSize.of(time, slots, longerCharacters());
        } finally {
            lock.unlock();
        }
    }

    /**
     * The broker told how many slots serve the queue.
     *
     * @param newJobs that share them, this one included, at least 1
     */
    public void slots(int newSlots, int newJobs) {
        lock.lock();
        try {
            slots = newSlots;
            jobs = newJobs;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(int tasks) {
        return unlimited || out == 0 || (out + tasks <= window() && next + tasks - firstMissing <= mostAhead);
    }

    private long window() {
        return Window.of(chunkSize(), time, slots, jobs, longerCharacters(), isProbing());
    }

    private boolean isProbing() {
        return !time.isKnown() && clock.getAsLong() - beganNanos < Window.PROBING.toNanos();
    }

    private int chunkSize() {
        return fixedChunk > 0 ? fixedChunk : ChunkSize.of(time, slots, longerCharacters());
    }

    private double longerCharacters() {
        return Math.max(payloadCharacters, resultCharacters);
    }

    private static double mean(double before, double newest) {
        return before == 0 ? newest : before + NEWEST * (newest - before);
    }
}
