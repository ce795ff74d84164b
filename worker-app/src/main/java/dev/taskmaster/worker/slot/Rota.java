package dev.taskmaster.worker.slot;

import dev.taskmaster.worker.ServedQueues;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * In which order a lane asks its worker's queues for the next message. With weights, the queue whose messages so far,
 * divided by its weight, are the fewest comes first; one that was found empty does not save them up. For one thread.
 */
public final class Rota {

    private final ServedQueues queues;
    private final List<Integer> asListed;

    /** How far each queue is, in messages divided by its weight. */
    private final double[] passed;

    /** A rota that begins with the first queue. */
    public Rota(ServedQueues queues) {
        this.queues = queues;
        this.asListed = IntStream.range(0, queues.shares().size()).boxed().toList();
        this.passed = new double[asListed.size()];
    }

    /** The places of the queues in the order in which they are to be asked. */
    public List<Integer> order() {
        return queues.weighted()
                ? asListed.stream()
                        .sorted(Comparator.comparingDouble(place -> passed[place]))
                        .toList()
                : asListed;
    }

    /** A message was taken from the queue at a place, after those before it in the order had none. */
    public void took(int place) {
        double reached = passed[place];
        for (int other = 0; other < passed.length; other++) {
            passed[other] = Math.max(passed[other], reached);
        }
        passed[place] += 1.0 / queues.shares().get(place).weight();
        // Only differences count, and they must not drown in large numbers.
        double least = Arrays.stream(passed).min().orElse(0);
        for (int other = 0; other < passed.length; other++) {
            passed[other] -= least;
        }
    }
}
