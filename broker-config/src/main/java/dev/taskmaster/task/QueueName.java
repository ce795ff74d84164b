package dev.taskmaster.task;

/**
 * The name of a task queue as a person gives it, without the prefix of its address.
 *
 * @param text 1 to 100 letters, digits, dashes and underscores of ASCII
 */
public record QueueName(String text) {

    /** The queue used when none is named; its address is {@code tasks}. */
    public static final QueueName DEFAULT = new QueueName("tasks");

    /** Refuses a name that could not be part of an address. */
    public QueueName {
        Names.check("queue", text);
    }

    @Override
    public String toString() {
        return text;
    }
}
