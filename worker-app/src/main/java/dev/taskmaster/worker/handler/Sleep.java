package dev.taskmaster.worker.handler;

import dev.taskmaster.settings.Durations;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.TaskHandler;
import java.util.concurrent.locks.LockSupport;

/** Takes as long as the payload says, such as {@code 50ms}, and answers with it: stands for real work in tests. */
final class Sleep implements TaskHandler {

    /** Below this the system's timer is too coarse to wake a thread in time. */
    private static final long SPIN_NANOS = 60_000;

    @Override
    public String run(Task task) throws InterruptedException {
        take(task.payload());
        return task.payload();
    }

    /**
     * Takes that time, reading the text included: sleeps until shortly before its end and spins for the rest, because the
     * system wakes a thread some 50 microseconds late, which is half of a task of 0.1 ms.
     */
    static void take(String time) throws InterruptedException {
        long begin = System.nanoTime();
        long deadline = begin + Durations.parse(time).toNanos();
        for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted in its sleep");
            }
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(Sleep.class, left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public String toString() {
        return "sleep";
    }
}
