package dev.taskmaster.message;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The JMS client id by which a worker's connection tells the broker whose it is, such as {@code worker/north/8/5f3a...}.
 * Whoever looks at the broker's connections reads the worker's name and its slots from it; the broker takes an id once at a
 * time, hence the last part.
 *
 * @param worker the worker's name, which may hold slashes
 * @param slots how many tasks it runs at once, at least 1
 * @param unique different for every connection, without a slash
 */
public record WorkerClientId(String worker, int slots, String unique) {

    /** What each begins with. */
    public static final String PREFIX = "worker/";

    private static final Pattern FORM = Pattern.compile(PREFIX + "(.+)/([1-9][0-9]{0,8})/([^/]+)", Pattern.DOTALL);

    /** Refuses what could not be read back. */
    public WorkerClientId {
        if (worker.isEmpty()) {
            throw new IllegalArgumentException("worker must have a name");
        }
        if (slots < 1) {
            throw new IllegalArgumentException("slots must be at least 1, but is " + slots);
        }
        if (unique.isEmpty() || unique.contains("/")) {
            throw new IllegalArgumentException("unique must be a text without \"/\", but is \"" + unique + "\"");
        }
    }

    /** An id for a new connection of a worker. */
    public static WorkerClientId fresh(String worker, int slots, RandomGenerator random) {
        return new WorkerClientId(worker, slots, String.format("%016x", random.nextLong()));
    }

    /** Reads a client id of any connection; nothing if it is not a worker's. */
    public static Optional<WorkerClientId> parse(String text) {
        var parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new WorkerClientId(parts.group(1), Integer.parseInt(parts.group(2)), parts.group(3)))
                : Optional.empty();
    }

    /** The id as the broker has it. */
    public String text() {
        return PREFIX + worker + "/" + slots + "/" + unique;
    }
}
