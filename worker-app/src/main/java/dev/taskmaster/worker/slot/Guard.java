package dev.taskmaster.worker.slot;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Guards the runs of a handler on one thread, one after another. The thread itself begins and finishes each run; a watch
 * may interrupt it in between and, if that does not help, disown it. An interrupt never reaches the thread outside of
 * the run it was meant for, because a broken-off call to the broker would cost the connection.
 */
final class Guard {

    /** Thrown on a thread that was given up: it must end and touch nothing that belongs to its slot. */
    static final class Disowned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Disowned() {
            super("this thread was given up", null, false, false);
        }
    }

    /** Why a run was broken off. */
    enum Cause {
        NONE,
        TIMEOUT,
        ABORT
    }

    /** About 146 years. */
    static final long NO_LIMIT = Long.MAX_VALUE / 2;

    private static final int PHASES = 8;
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int INTERRUPTING = 2;
    private static final int INTERRUPTED = 3;
    private static final int DISOWNED = 4;

    private final Thread thread;

    /** The number of the run, times the number of phases, plus the phase: so that a late interrupt misses. */
    private final AtomicLong state = new AtomicLong(IDLE);

    private volatile long deadlineNanos;
    private volatile long interruptedNanos;
    private volatile Cause cause = Cause.NONE;

    Guard(Thread thread) {
        this.thread = thread;
    }

    /** Its thread is about to call the handler. */
    void begin(long deadline) {
        deadlineNanos = deadline;
        state.set(state.get() + PHASES + RUNNING);
    }

    /** Its thread has come back from the handler; says why the run was broken off, if it was. */
    Cause finish() {
        while (true) {
            long seen = state.get();
            switch ((int) (seen % PHASES)) {
                case RUNNING -> {
                    if (state.compareAndSet(seen, seen - RUNNING)) {
                        Thread.interrupted(); // the handler may have left one of its own
                        return Cause.NONE;
                    }
                }
                case INTERRUPTED -> {
                    if (state.compareAndSet(seen, seen - INTERRUPTED)) {
                        Thread.interrupted();
                        return cause;
                    }
                }
                case DISOWNED -> throw new Disowned();
                default -> Thread.onSpinWait(); // the interrupt is on its way
            }
        }
    }

    /** Interrupts the run if its time is over. */
    void interruptIfOverdue(long now) {
        long seen = state.get();
        if (seen % PHASES == RUNNING && deadlineNanos - now <= 0) {
            interrupt(seen, Cause.TIMEOUT, now);
        }
    }

    /** Interrupts the run, if there is one. */
    void abort(long now) {
        long seen = state.get();
        if (seen % PHASES == RUNNING) {
            interrupt(seen, Cause.ABORT, now);
        }
    }

    private void interrupt(long seen, Cause why, long now) {
        if (state.compareAndSet(seen, seen - RUNNING + INTERRUPTING)) {
            cause = why;
            interruptedNanos = now;
            thread.interrupt();
            state.set(seen - RUNNING + INTERRUPTED);
        }
    }

    /** Takes the slot from its thread if that was interrupted so long ago; says why, or that there is no need. */
    Cause disown(long now, long graceNanos) {
        long seen = state.get();
        if (seen % PHASES == INTERRUPTED
                && now - interruptedNanos >= graceNanos
                && state.compareAndSet(seen, seen - INTERRUPTED + DISOWNED)) {
            return cause;
        }
        return Cause.NONE;
    }

    /** In how many nanoseconds it wants to be looked at again. */
    long nextLook(long now, long graceNanos) {
        return switch ((int) (state.get() % PHASES)) {
            case RUNNING -> deadlineNanos - now;
            case INTERRUPTED -> interruptedNanos + graceNanos - now;
            default -> NO_LIMIT;
        };
    }
}
