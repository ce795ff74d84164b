package dev.taskmaster.worker.handler;

import dev.taskmaster.worker.TaskHandler;
import java.util.List;

/** Finds a built-in handler by its name. */
public final class Handlers {

    /** The name of the handler used when none is named. */
    public static final String DEFAULT = "square";

    private static final List<TaskHandler> BUILT_IN = List.of(new Square(), new Echo(), new Sleep(), new Bench());

    private Handlers() {}

    /**
     * The handler of that name; its text form is the name.
     *
     * @throws IllegalArgumentException if there is none; the message is the rule
     */
    public static TaskHandler named(String name) {
        for (var handler : BUILT_IN) {
            if (handler.toString().equals(name)) {
                return handler;
            }
        }
        throw new IllegalArgumentException("must be one of " + names());
    }

    /** All names, for people. */
    public static String names() {
        return String.join(", ", BUILT_IN.stream().map(Object::toString).toList());
    }
}
