package dev.taskmaster.worker;

import dev.taskmaster.settings.ConnectionSettings;
import java.util.Optional;

/**
 * Tells a worker how to reach its broker. It is asked before each attempt to connect, by one thread at a time, because
 * a master may come back on another port.
 */
@FunctionalInterface
public interface ConnectionSource {

    /**
     * How to reach the broker now, or nothing if nobody has said so yet: the worker then asks again after a while.
     *
     * @throws dev.taskmaster.InvalidUseException if what it reads cannot be used; this ends the worker
     */
    Optional<ConnectionSettings> current();

    /** What it waits for while it answers with nothing, as the end of a sentence that begins "waiting for". */
    default String missing() {
        return "the broker's address";
    }

    /** Always the same broker. */
    static ConnectionSource fixed(ConnectionSettings settings) {
        return () -> Optional.of(settings);
    }
}
