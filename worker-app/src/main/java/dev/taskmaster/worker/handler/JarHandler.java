package dev.taskmaster.worker.handler;

import dev.taskmaster.task.Task;
import dev.taskmaster.worker.AheadHandler;
import dev.taskmaster.worker.TaskHandler;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handler from elsewhere. Its libraries may look for their parts by the thread's class loader, so that is its own one
 * while it runs.
 *
 * @param handler the handler itself
 * @param name what it is called
 */
@SuppressWarnings("try") // what the handler's own close() throws is not for us to choose
record JarHandler(TaskHandler handler, String name) implements AheadHandler, AutoCloseable {

    /** What a class says of itself that does not say anything. */
    private static final char NO_TEXT = '@';

    /** A handler by the name that its text form is, or its class's simple name if it has none of its own. */
    static JarHandler of(TaskHandler handler) {
        var text = String.valueOf(handler);
        boolean hasText = !text.isBlank() && text.indexOf(NO_TEXT) < 0;
        return new JarHandler(handler, hasText ? text : handler.getClass().getSimpleName());
    }

    @Override
    public String run(Task task) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(handler.getClass().getClassLoader());
        try {
            return handler.run(task);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void expect(List<Task> tasks, @Nullable Duration limit) {
        if (handler instanceof AheadHandler ahead) {
            ahead.expect(tasks, limit);
        }
    }

    @Override
    public String describe(Task task) {
        return handler.describe(task);
    }

    @Override
    public void close() throws Exception {
        if (handler instanceof AutoCloseable resource) {
            resource.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
