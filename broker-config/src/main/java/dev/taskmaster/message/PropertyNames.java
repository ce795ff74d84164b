package dev.taskmaster.message;

/** The names of the message properties, as every client in any language sees them. */
public final class PropertyNames {

    /** The job's name, a string; absent on a raw task. */
    public static final String JOB = "job";

    /** Index of the first task, a long. */
    public static final String FIRST = "first";

    /** Number of tasks in the message, an int. */
    public static final String COUNT = "count";

    /** The attempt, an int, 1 for the first. */
    public static final String ATTEMPT = "attempt";

    /** How many workers have died with these tasks in hand before, an int; absent: none. */
    public static final String CRASHES = "crashes";

    /** Time limit for one task in milliseconds, a long; absent: none. */
    public static final String TIMEOUT_MILLIS = "timeout_ms";

    /** The name of the worker that answered, a string. */
    public static final String WORKER = "worker";

    /** Time in the handler in microseconds, a long, all tasks of the message. */
    public static final String RUN_MICROS = "run_micros";

    /**
     * An int; absent: none. On a result, how many of its tasks were not run and want to be sent again; on a task message,
     * how many of its tasks were sent before.
     */
    public static final String AGAIN = "again";

    /** The key of a message in {@code jobs}, a string: a newer message with the same key takes the place of the older. */
    public static final String LAST_VALUE_KEY = "key";

    /**
     * On a result, how many of its tasks failed, an int; absent: none. On a dead letter, why the task failed: a reason, a
     * colon, and what the handler said, a string.
     */
    public static final String FAILED = "failed";

    /** On a dead letter that a master set aside because it is no result: why, a string. */
    public static final String SET_ASIDE = "set_aside";

    /** On such a dead letter, the user who sent what was set aside, a string. */
    public static final String SENDER = "sender";

    private PropertyNames() {}
}
