package dev.taskmaster.worker.handler;

import dev.taskmaster.worker.TaskHandler;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The handlers that a worker knows, by name: its own, those on the class path, and those of jars in a directory. */
public final class Handlers {

    /** The name of the handler used when none is named. */
    public static final String DEFAULT = "square";

    private static final List<TaskHandler> BUILT_IN = List.of(new Square(), new Echo(), new Sleep(), new Bench());

    private final Map<String, HandlerJars.Found> known = new LinkedHashMap<>();

    private Handlers() {}

    /**
     * Finds them all.
     *
     * @param directory where jars with more of them are, or {@code null} for nowhere
     * @throws IllegalArgumentException if a jar has no handler that can be used, or two have one name; the message is the
     *     rule
     */
    public static Handlers find(@Nullable Path directory) {
        var handlers = new Handlers();
        BUILT_IN.forEach(handler -> handlers.add(new HandlerJars.Found(handler, "the worker itself")));
        HandlerJars.onClassPath().forEach(handlers::add);
        if (directory != null) {
            HandlerJars.in(directory).forEach(handlers::add);
        }
        return handlers;
    }

    private void add(HandlerJars.Found found) {
        var name = found.handler().toString();
        var other = known.putIfAbsent(name, found);
        if (other != null) {
            throw new IllegalArgumentException("must hold handlers of different names, and there is a handler \"" + name
                    + "\" in " + found.origin() + " and in " + other.origin());
        }
    }

    /**
     * The built-in handler of that name; its text form is the name.
     *
     * @throws IllegalArgumentException if there is none; the message is the rule
     */
    public static TaskHandler named(String name) {
        return find(null).get(name);
    }

    /**
     * The handler of that name; its text form is the name.
     *
     * @throws IllegalArgumentException if there is none; the message is the rule
     */
    public TaskHandler get(String name) {
        var found = known.get(name);
        if (found == null) {
            throw new IllegalArgumentException("must be one of " + names());
        }
        return found.handler();
    }

    /** All names, for people. */
    public String names() {
        return String.join(", ", known.keySet());
    }
}
