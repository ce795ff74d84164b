package dev.taskmaster.master.job;

import dev.taskmaster.task.Reason;
import java.util.Set;

/**
 * How far the failed tasks of a job are on their way into it once more. Each phase is in the broker before the next one
 * begins, so whoever goes on after a crash does what is left and nothing twice.
 *
 * @param phase what is being done
 * @param reasons whose failed tasks are sent again
 * @param sent how many of them are in the task queue, the oldest first
 */
public record Retry(Phase phase, Set<Reason> reasons, long sent) {

    /** What is being done. */
    public enum Phase {
        /** None was begun since the job was last finished. */
        NONE,
        /** Copies of the dead letters go to the task queue. */
        SENDING,
        /** All are there; the dead letters are being removed. */
        REMOVING,
        /** The job goes on as any other. */
        COLLECTING
    }

    /** No retry. */
    public static final Retry NONE = new Retry(Phase.NONE, Set.of(), 0);

    /** Refuses a negative count. */
    public Retry {
        reasons = Set.copyOf(reasons);
        if (sent < 0) {
            throw new IllegalArgumentException("sent must be at least 0, but is " + sent);
        }
    }

    /** The beginning. */
    public static Retry of(Set<Reason> reasons) {
        return new Retry(Phase.SENDING, reasons, 0);
    }

    /** Whether one was begun and has not come to its end. */
    public boolean isOn() {
        return phase != Phase.NONE;
    }

    /** Whether there are tasks to send or dead letters to remove before results are collected. */
    public boolean isPending() {
        return phase == Phase.SENDING || phase == Phase.REMOVING;
    }

    /** With so many more sent. */
    public Retry plusSent(long more) {
        return new Retry(phase, reasons, sent + more);
    }

    /** In that phase. */
    public Retry in(Phase newPhase) {
        return new Retry(newPhase, reasons, sent);
    }
}
