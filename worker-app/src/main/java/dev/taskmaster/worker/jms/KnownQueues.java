package dev.taskmaster.worker.jms;

import dev.taskmaster.jms.Queues;
import jakarta.jms.Queue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The queues that the lanes of a connection have answered to. The client asks the broker twice about each destination object
 * that it has not sent to, so there is one for each queue. Safe for use by many threads.
 */
final class KnownQueues {

    /** Jobs at once that a worker has tasks of are fewer. */
    private static final int MOST = 256;

    private final Map<String, Queue> queues = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Queue> eldest) {
            return size() > MOST;
        }
    };

    /** The queue of that name. */
    synchronized Queue queue(String name) {
        return queues.computeIfAbsent(name, Queues::of);
    }

    /** Something failed that may have to do with a queue that is gone: whoever sends asks the broker anew. */
    synchronized void forget() {
        queues.clear();
    }

    /** The one that stands for the same queue as this. */
    synchronized Queue queue(String name, Queue same) {
        return queues.computeIfAbsent(name, absent -> same);
    }
}
