package dev.taskmaster.master.collect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The results since the last commit: many share one, because each costs a write to the disk on either side, but none waits
 * for its commit longer than {@link #LONGEST}. For one thread.
 */
final class Batch {

    /** A person does not notice it, and a job of short tasks commits 50 times a second at most. */
    static final Duration LONGEST = Duration.ofMillis(20);

    /** More would only cost memory. */
    static final int MOST_TASKS = 50_000;

    /** The same for the length of the results. */
    static final long MOST_CHARACTERS = 4L * 1024 * 1024;

    private final InstantSource clock;
    private @Nullable Instant first;
    private int tasks;
    private long characters;

    Batch(InstantSource clock) {
        this.clock = clock;
    }

    boolean isEmpty() {
        return first == null;
    }

    void add(int newTasks, long newCharacters) {
        if (first == null) {
            first = clock.instant();
        }
        tasks += newTasks;
        characters += newCharacters;
    }

    /** How long the next result may still be waited for; not positive if it is time to commit. */
    Duration left(Duration whenEmpty) {
        if (first == null) {
            return whenEmpty;
        }
        if (tasks >= MOST_TASKS || characters >= MOST_CHARACTERS) {
            return Duration.ZERO;
        }
        return Duration.between(clock.instant(), first.plus(LONGEST));
    }

    void committed() {
        first = null;
        tasks = 0;
        characters = 0;
    }
}
