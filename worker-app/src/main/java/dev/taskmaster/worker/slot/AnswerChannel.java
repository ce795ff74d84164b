package dev.taskmaster.worker.slot;

import dev.taskmaster.task.Reply;
import java.util.List;

/** A way for answers beside the channel that took their tasks. For one thread. */
public interface AnswerChannel extends AutoCloseable {

    /**
     * Sends answers to tasks of a delivery that stays in hand. They count when this returns; when it throws, they may
     * count or not, and can be sent again, because a second answer is dropped by its index.
     *
     * @throws dev.taskmaster.TaskmasterException if the connection is lost, or the user may not
     * @throws BrokerFullException if the broker has no room for them now
     */
    void send(Delivery delivery, List<Reply> replies);

    /** Ends it. Never throws. */
    @Override
    void close();
}
