package dev.taskmaster.worker.slot;

import dev.taskmaster.task.Reply;

/** A message of the task queue in a slot's hands. It belongs to the thread of its channel. */
public interface Delivery {

    /** The message's id, for people who look for it. */
    String id();

    /** How often the broker has handed the message out, this time included. */
    int count();

    /** What it asks for. */
    Content content();

    /**
     * Answers a chunk, as a part of the transaction that took it.
     *
     * @return false if the place for the answer does not exist any more, so that nobody waits for it
     * @throws BrokerFullException if the broker has no room for it now
     */
    boolean answer(Reply reply);

    /**
     * Answers a raw task, as a part of the transaction that took it.
     *
     * @return false if the place for the answer does not exist any more, so that nobody waits for it
     * @throws BrokerFullException if the broker has no room for it now
     */
    boolean answer(String result);
}
