package dev.taskmaster.master.submit;

import dev.taskmaster.master.source.TaskSource;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source some tasks ahead, so that its end is seen before it is reached. It never waits for whoever writes the
 * input unless it has nothing left to give; what is wrong with the input is told when its turn comes. For one thread.
 */
final class LookAhead {

    /** What is left of a source of which more is there than was read ahead. */
    static final long UNKNOWN = Long.MAX_VALUE;

    /** Bounds the memory for what was read ahead. */
    static final long MOST_CHARACTERS = 4L * 1024 * 1024;

    private final TaskSource source;
    private final Queue<String> read = new ArrayDeque<>();
    private long characters;
    private boolean ended;
    private @Nullable RuntimeException failure;

    /** Reads a source that somebody else closes. */
    LookAhead(TaskSource source) {
        this.source = source;
    }

    /** Reads until so many tasks are here, as far as that needs no waiting. */
    void reach(int tasks) {
        while (read.size() < tasks && !ended && characters < MOST_CHARACTERS && source.ready()) {
            readOne();
        }
    }

    /**
     * How many tasks are left, as far as that is known without waiting, or {@link #UNKNOWN}. Where the next one is still to
     * come, nobody knows when it does: then those that are here are all, and no slot is to wait beside one that has several.
     */
    long remaining() {
        boolean all = ended ? failure == null : !source.ready();
        return all ? read.size() : UNKNOWN;
    }

    /** Whether {@link #peek()} answers without waiting. */
    boolean ready() {
        return !read.isEmpty() || ended || source.ready();
    }

    /** The next payload, which stays the next, or {@code null} at the end. */
    @Nullable
    String peek() {
        if (read.isEmpty() && !ended) {
            readOne();
        }
        if (read.isEmpty() && failure != null) {
            throw failure;
        }
        return read.peek();
    }

    /** The next payload, or {@code null} at the end. */
    @Nullable
    String next() {
        var payload = peek();
        if (payload != null) {
            read.remove();
            characters -= payload.length();
        }
        return payload;
    }

    private void readOne() {
        try {
            var payload = source.next();
            if (payload == null) {
                ended = true;
            } else {
                read.add(payload);
                characters += payload.length();
            }
        } catch (RuntimeException e) {
            failure = e;
            ended = true;
        }
    }
}
