package dev.taskmaster.message;

import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;

/** The broker's addresses. Each is anycast and durable and has one queue of the same name. */
public final class Addresses {

    /** The default task queue; the others are {@code tasks.<queue>}. */
    public static final String TASKS = "tasks";

    /** Answers to raw tasks that name no other place; a job's are in {@code results.<job>}. */
    public static final String RESULTS = "results";

    /** Where jobs stand: a last-value queue, read without taking. */
    public static final String JOBS = "jobs";

    /** Tasks that failed for good. */
    public static final String DEAD_LETTERS = "DLQ";

    /** Messages whose time ran out. */
    public static final String EXPIRED = "ExpiryQueue";

    private Addresses() {}

    /** The address of a task queue. */
    public static String ofTasks(QueueName queue) {
        return queue.equals(QueueName.DEFAULT) ? TASKS : TASKS + "." + queue;
    }

    /** The address where a job's results are collected. */
    public static String ofResults(JobName job) {
        return RESULTS + "." + job;
    }
}
