package dev.taskmaster.worker.slot;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Since when a worker has nothing to do. A lane is busy, or rests, or is without a task, and then either sees an empty
 * queue or sees no queue at all. Safe for use by many threads.
 */
final class Idleness {

    private enum Doing {
        BUSY,
        SEES_EMPTY,
        SEES_NOTHING,
        RESTS
    }

    private final Doing[] doing;
    private final long[] since;
    private long lastWork;
    private boolean told;

    Idleness(int slots, long now) {
        lastWork = now;
        doing = new Doing[slots];
        since = new long[slots];
        Arrays.fill(doing, Doing.SEES_NOTHING);
        Arrays.fill(since, now);
    }

    synchronized void busy(int slot, long now) {
        doing[slot] = Doing.BUSY;
        since[slot] = now;
        told = false;
    }

    /** The slot has asked the queue from that time on and got nothing. */
    synchronized void seesEmpty(int slot, long from) {
        if (doing[slot] != Doing.SEES_EMPTY) {
            moveFromWork(slot, from);
            doing[slot] = Doing.SEES_EMPTY;
            since[slot] = from;
        }
    }

    /** The slot has lost the broker. */
    synchronized void seesNothing(int slot, long now) {
        if (doing[slot] != Doing.SEES_NOTHING) {
            moveFromWork(slot, now);
            doing[slot] = Doing.SEES_NOTHING;
            since[slot] = now;
        }
    }

    /** The lane has no place to ask from: what others see counts. */
    synchronized void rests(int lane, long now) {
        moveFromWork(lane, now);
        doing[lane] = Doing.RESTS;
    }

    private void moveFromWork(int slot, long now) {
        if (doing[slot] == Doing.BUSY && now - lastWork > 0) {
            lastWork = now;
        }
    }

    /** For how long the queue has been empty, as all slots see it; {@code null} while one does not see that. */
    synchronized @Nullable Long emptyNanos(long now) {
        long shortest = Long.MAX_VALUE;
        for (int slot = 0; slot < doing.length; slot++) {
            if (doing[slot] == Doing.RESTS) {
                continue;
            }
            if (doing[slot] != Doing.SEES_EMPTY) {
                return null;
            }
            shortest = Math.min(shortest, now - since[slot]);
        }
        return shortest;
    }

    /** For how long no slot has had a task; {@code null} while one has. */
    synchronized @Nullable Long withoutTaskNanos(long now) {
        return anyBusy() ? null : (Long) (now - lastWork);
    }

    /** Whether some slot has a task in hand. */
    synchronized boolean anyBusy() {
        return Arrays.asList(doing).contains(Doing.BUSY);
    }

    /** True once in a spell of idleness, for the one who tells of it. */
    synchronized boolean tellOnce() {
        boolean first = !told;
        told = true;
        return first;
    }
}
