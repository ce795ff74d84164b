package dev.taskmaster.worker;

import dev.taskmaster.task.Task;

/**
 * What a worker does with a task.
 *
 * <p>One instance serves all slots of a worker at the same time, so it must be safe for use by many threads.
 *
 * <p>A handler may see the same task more than once: after a crash, a lost connection or a retry. The answer counts
 * once, side effects do not. It runs on a slot's own thread, which is interrupted at the task's time limit; a handler
 * that ignores the interrupt costs the worker that slot.
 *
 * <p>Its text form, {@link Object#toString()}, is its name in logs. One that holds resources and is {@link AutoCloseable}
 * is closed at the end by the command {@code worker}; a program that embeds a worker closes its handlers itself.
 */
@FunctionalInterface
public interface TaskHandler {

    /**
     * Works on a task.
     *
     * @return the result, possibly empty
     * @throws TaskCrashedException if the task has killed what ran it, and is not to be tried again
     * @throws Exception if the task failed; the message is for people
     * @throws InterruptedException if it was interrupted, at the task's time limit or because the worker ends
     */
    String run(Task task) throws Exception;

    /** What the task is, for people, such as {@code 12 * 12}. */
    default String describe(Task task) {
        return task.payload();
    }
}
