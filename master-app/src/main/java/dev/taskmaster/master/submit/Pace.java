package dev.taskmaster.master.submit;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How fast a job is submitted: learns from the results how long a task takes and how many slots there are, and makes the
 * submitter wait while enough is out. Safe for use by many threads.
 */
public final class Pace {

    /** Weight of the newest reply: a sudden change of the handler's time is followed within a few replies. */
    private static final double NEWEST = 0.3;

    private static final double UNKNOWN = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final int fixedChunk;
    private final long mostAhead;
    private final boolean unlimited;

    private double taskMicros = UNKNOWN;
    private int slots;
    private long out;
    private long next;
    private long firstMissing;
    private long submittedTasks;
    private long submittedCharacters;

    private Pace(int fixedChunk, long mostAhead, boolean unlimited) {
        this.fixedChunk = fixedChunk;
        this.mostAhead = mostAhead;
        this.unlimited = unlimited;
    }

    /**
     * The pace of a job whose results are collected beside it.
     *
     * @param fixedChunk the size of every chunk, or 0 to let it follow the handler's time
     * @param keepsOrder whether results wait for their turn: then no task is sent that is too far ahead of the first one
     *     without a result, because each result that waits takes memory
     */
    public static Pace of(int fixedChunk, boolean keepsOrder) {
        return new Pace(fixedChunk, keepsOrder ? Window.MOST_AHEAD : Long.MAX_VALUE, false);
    }

    /**
     * The pace of a job whose results nobody may be collecting: everything goes out, in chunks of a fixed size.
     *
     * @param fixedChunk the size of every chunk, or 0 for one task each, because nobody tells the handler's time
     */
    public static Pace unlimited(int fixedChunk) {
        return new Pace(Math.max(1, fixedChunk), Long.MAX_VALUE, true);
    }

    /** How many tasks the next chunk holds, at least 1. */
    int chunkSize() {
        lock.lock();
        try {
            return fixedChunk > 0 ? fixedChunk : ChunkSize.of(taskMicros);
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
            out += tasks;
            next += tasks;
            submittedTasks += tasks;
            submittedCharacters += characters;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room for tasks. */
    void awaitRoom(int tasks) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!hasRoom(tasks)) {
                room.await();
            }
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

    /** A reply told how long the handler took for some tasks. */
    public void ran(int tasks, long micros) {
        lock.lock();
        try {
            double seen = (double) micros / tasks;
            taskMicros = taskMicros < 0 ? seen : taskMicros + NEWEST * (seen - taskMicros);
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The broker told how many slots serve the queue. */
    public void slots(int newSlots) {
        lock.lock();
        try {
            slots = newSlots;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(int tasks) {
        return unlimited || out == 0 || (out + tasks <= window() && next + tasks - firstMissing <= mostAhead);
    }

    private long window() {
        int chunk = fixedChunk > 0 ? fixedChunk : ChunkSize.of(taskMicros);
        double mean = submittedTasks == 0 ? 1 : (double) submittedCharacters / submittedTasks;
        return Window.of(chunk, slots, mean);
    }
}
