package dev.taskmaster.worker.slot;

import dev.taskmaster.BrokerUnreachableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A slot's way to the broker. What it received and answered since the last commit is one transaction. It belongs to one
 * thread at a time. Every method but {@link #close()} throws {@link BrokerUnreachableException} when the broker is gone
 * or does not accept the transaction: nothing since the last commit counts then, and the channel is of no more use.
 */
public interface TaskChannel extends AutoCloseable {

    /** The next message of the task queue, or {@code null} if none came in that time. */
    @Nullable
    Delivery receive(Duration wait);

    /**
     * Makes everything since the last commit count.
     *
     * @throws BrokerFullException if the broker has no room for an answer; nothing since the last commit counts then
     */
    void commit();

    /** Gives back what was received since the last commit; the broker counts that as a delivery of each message. */
    void rollback();

    /** Ends it; what was not committed goes to others. Never throws. */
    @Override
    void close();
}
