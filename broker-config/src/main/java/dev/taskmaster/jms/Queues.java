package dev.taskmaster.jms;

import jakarta.jms.Queue;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;

/** Names of queues as JMS destinations. */
public final class Queues {

    private Queues() {}

    /**
     * The queue of that address. The broker is not asked whether it exists: using it tells. (A session's own
     * {@code createQueue} asks at every call.)
     */
    public static Queue of(String address) {
        return ActiveMQDestination.createQueue(address);
    }
}
