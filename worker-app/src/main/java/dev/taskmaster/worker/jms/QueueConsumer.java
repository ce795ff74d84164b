package dev.taskmaster.worker.jms;

import dev.taskmaster.jms.TextConsumer;
import dev.taskmaster.worker.slot.LowerRest;
import dev.taskmaster.worker.slot.LowerTurn;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Takes a task queue's messages by their priority, with a turn for the lower ones. It belongs to its session's thread. */
final class QueueConsumer {

    private final Session session;
    private final String address;
    private final TextConsumer consumer;
    private final LowerTurn lower;

    /**
     * Begins to listen.
     *
     * @param rest of all lanes of the worker, for this queue
     * @throws jakarta.jms.InvalidDestinationException if the queue does not exist
     */
    QueueConsumer(Session session, String address, LowerRest rest) throws JMSException {
        this.session = session;
        this.address = address;
        this.lower = new LowerTurn(new Random(), rest);
        this.consumer = TextConsumer.of(session, address);
    }

    /** The next message, or {@code null} if none came in that time; zero is for not waiting. */
    @Nullable
    Message receive(Duration wait) throws JMSException {
        int below = lower.below(System.nanoTime());
        while (below != LowerTurn.NO_BOUND) {
            var message = takeBelow(below);
            if (message != null) {
                lower.tookLower();
                return message;
            }
            lower.noneLower(System.nanoTime());
            below = lower.below(System.nanoTime());
        }
        var message = consumer.receive(wait);
        if (message != null) {
            lower.took(message.getJMSPriority());
        }
        return message;
    }

    /** What it takes is of the session's transaction and stays there when the consumer is gone. */
    private @Nullable Message takeBelow(int priority) throws JMSException {
        var below = TextConsumer.below(session, address, priority);
        try {
            return below.receive(Duration.ZERO);
        } finally {
            below.close();
        }
    }
}
