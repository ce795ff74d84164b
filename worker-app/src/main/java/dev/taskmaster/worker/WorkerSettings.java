package dev.taskmaster.worker;

import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.task.QueueName;

/**
 * All that a worker is told.
 *
 * @param broker how to reach the broker
 * @param queues the task queues it serves
 * @param name its name in answers and logs, 1 to 200 characters
 * @param slots how many tasks it runs at once, at least 1
 * @param end when it ends by itself
 * @param times how long things may take
 */
public record WorkerSettings(
        ConnectionSource broker, ServedQueues queues, String name, int slots, EndRules end, TimeRules times) {

    /** The most slots of one worker: each is a thread and a session of the broker. */
    public static final int MOST_SLOTS = 1_000;

    private static final int LONGEST_NAME = 200;

    /** Refuses a name that is empty or too long and a number of slots out of range. */
    public WorkerSettings {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("name must have 1 to " + LONGEST_NAME + " characters");
        }
        if (slots < 1 || slots > MOST_SLOTS) {
            throw new IllegalArgumentException("slots must be from 1 to " + MOST_SLOTS + ", but is " + slots);
        }
    }

    /** A worker for the default queue with a slot for each processor that goes on until it is told to stop. */
    public static WorkerSettings of(ConnectionSettings broker) {
        return new WorkerSettings(
                ConnectionSource.fixed(broker),
                ServedQueues.only(QueueName.DEFAULT),
                WorkerName.ofThisProcess(),
                Math.min(MOST_SLOTS, Runtime.getRuntime().availableProcessors()),
                EndRules.NEVER,
                TimeRules.DEFAULT);
    }

    /** The same for another queue. */
    public WorkerSettings withQueue(QueueName newQueue) {
        return withQueues(ServedQueues.only(newQueue));
    }

    /** The same for other queues. */
    public WorkerSettings withQueues(ServedQueues newQueues) {
        return new WorkerSettings(broker, newQueues, name, slots, end, times);
    }

    /** The same under another name. */
    public WorkerSettings withName(String newName) {
        return new WorkerSettings(broker, queues, newName, slots, end, times);
    }

    /** The same with another number of slots. */
    public WorkerSettings withSlots(int newSlots) {
        return new WorkerSettings(broker, queues, name, newSlots, end, times);
    }

    /** The same with another rule when to end. */
    public WorkerSettings withEnd(EndRules newEnd) {
        return new WorkerSettings(broker, queues, name, slots, newEnd, times);
    }

    /** The same with other times. */
    public WorkerSettings withTimes(TimeRules newTimes) {
        return new WorkerSettings(broker, queues, name, slots, end, newTimes);
    }
}
