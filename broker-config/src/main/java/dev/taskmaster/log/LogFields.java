package dev.taskmaster.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What the log lines of a thread are about, beside their words: programs that read the log go by these fields. Threads that are
 * started meanwhile have them for life. Closing it puts back what was before. For one thread.
 */
public final class LogFields implements AutoCloseable {

    /** The name of a job. */
    public static final String JOB = "job";

    /** The name of a task queue. */
    public static final String QUEUE = "queue";

    /** The index of a task in its job: a number. */
    public static final String TASK = "task";

    /** The name of a worker. */
    public static final String WORKER = "worker";

    /** In the order in which they are written. */
    static final List<String> ALL = List.of(JOB, QUEUE, TASK, WORKER);

    private final Map<String, @Nullable String> before = new HashMap<>();

    private LogFields() {}

    /** From now on the lines have this field. */
    public static LogFields of(String field, Object value) {
        return new LogFields().and(field, value);
    }

    /** And this one. */
    public LogFields and(String field, Object value) {
        before.putIfAbsent(field, MDC.get(field));
        MDC.put(field, value.toString());
        return this;
    }

    @Override
    public void close() {
        before.forEach((field, value) -> {
            if (value == null) {
                MDC.remove(field);
            } else {
                MDC.put(field, value);
            }
        });
        before.clear();
    }
}
