package dev.taskmaster.worker;

import dev.taskmaster.task.QueueName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The task queues that a worker serves, all with the same handler. Without weights, a queue is served only while those
 * before it have nothing; with them, queues that all have something are served in that proportion, counted in messages,
 * which hold a task or as many short ones as take about 50 ms.
 *
 * @param shares the queues, at least one, none twice
 * @param weighted whether they have weights
 */
public record ServedQueues(List<Share> shares, boolean weighted) {

    /** More would only slow a worker down that asks one after the other. */
    public static final int MOST_QUEUES = 16;

    /** The greatest weight. */
    public static final int MOST_WEIGHT = 1_000;

    /**
     * A queue and its weight.
     *
     * @param queue its name
     * @param weight 1 to {@link #MOST_WEIGHT}; 1 where queues have none
     */
    public record Share(QueueName queue, int weight) {

        /** Refuses a weight out of range. */
        public Share {
            if (weight < 1 || weight > MOST_WEIGHT) {
                throw new IllegalArgumentException(
                        "must have weights from 1 to " + MOST_WEIGHT + ", but " + queue + " has " + weight);
            }
        }
    }

    /** Refuses none, too many, and a queue that is there twice. */
    public ServedQueues {
        shares = List.copyOf(shares);
        if (shares.isEmpty() || shares.size() > MOST_QUEUES) {
            throw new IllegalArgumentException("must name 1 to " + MOST_QUEUES + " queues");
        }
        if (shares.stream().map(Share::queue).distinct().count() < shares.size()) {
            throw new IllegalArgumentException("must not name a queue twice");
        }
    }

    /** One queue alone. */
    public static ServedQueues only(QueueName queue) {
        return new ServedQueues(List.of(new Share(queue, 1)), false);
    }

    /**
     * Reads {@code gpu,tasks} or {@code gpu=3,tasks=1}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static ServedQueues parse(String text) {
        var shares = new ArrayList<Share>();
        int weights = 0;
        for (var part : text.split(",", -1)) {
            int sign = part.indexOf('=');
            var name = sign < 0 ? part : part.substring(0, sign);
            weights += sign < 0 ? 0 : 1;
            shares.add(new Share(new QueueName(name.strip()), sign < 0 ? 1 : weight(part.substring(sign + 1))));
        }
        if (weights > 0 && weights < shares.size()) {
            throw new IllegalArgumentException("must give each queue a weight, as in gpu=3,tasks=1, or none");
        }
        return new ServedQueues(shares, weights > 0);
    }

    private static int weight(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "must have weights from 1 to " + MOST_WEIGHT + ", but one is \"" + text + "\"", e);
        }
    }

    /** The queues in their order. */
    public List<QueueName> names() {
        return shares.stream().map(Share::queue).toList();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return shares.stream()
                .map(share -> weighted
                        ? share.queue() + "=" + share.weight()
                        : share.queue().text())
                .collect(Collectors.joining(","));
    }
}
