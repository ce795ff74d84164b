package dev.taskmaster.master.bench;

import dev.taskmaster.NoResultInTimeException;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.settings.Durations;
import dev.taskmaster.task.QueueName;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The slots that serve the queue of a bench, as the broker counts them. For one thread.
 *
 * @param broker that knows
 * @param queue which they serve
 * @param workerCommand what a person types to start one
 * @param toldToStop whether somebody wants the waiting to end
 */
record Workforce(JobBroker broker, QueueName queue, String workerCommand, BooleanSupplier toldToStop) {

    /** Workers that are there connect at once; those who wait for the queue to be made look again after some seconds. */
    private static final Duration FOR_THE_FIRST = Duration.ofSeconds(10);

    /** For so long nobody must come or go before the count is taken for that of all. */
    private static final Duration STEADY = Duration.ofMillis(1_500);

    /** Programs that start on a busy machine. */
    private static final Duration FOR_OWN = Duration.ofMinutes(1);

    /** Counts when nothing is to do: while there is, a slot with short tasks listens twice to have the next one at hand. */
    int countAtRest() throws InterruptedException {
        return await(null);
    }

    /**
     * Waits for the own workers, or without them until nobody comes any more.
     *
     * @return the slots
     * @throws NoResultInTimeException if there are none
     * @throws InterruptedException if told to stop
     */
    int await(@Nullable LocalWorkers own) throws InterruptedException {
        try (var counter = broker.slotCount(queue)) {
            long since = System.nanoTime();
            int slots = counter.getAsInt();
            while (!isEnough(slots, own, Duration.ofNanos(System.nanoTime() - since))) {
                if (toldToStop.getAsBoolean()) {
                    throw new InterruptedException("told to stop waiting for workers");
                }
                if (own != null) {
                    own.check();
                }
                Bench.pause();
                int now = counter.getAsInt();
                if (own == null && now != slots) {
                    since = System.nanoTime();
                }
                slots = now;
            }
            return slots;
        }
    }

    private boolean isEnough(int slots, @Nullable LocalWorkers own, Duration waited) {
        if (own != null) {
            if (slots < own.slots() && waited.compareTo(FOR_OWN) >= 0) {
                throw new NoResultInTimeException("only " + slots + " of " + own.slots()
                        + " worker slots are connected to queue " + queue + " after " + Durations.format(FOR_OWN)
                        + ": try fewer --workers");
            }
            return slots >= own.slots();
        }
        if (slots == 0 && waited.compareTo(FOR_THE_FIRST) >= 0) {
            throw new NoResultInTimeException("no worker is connected to queue " + queue + ": start one with \""
                    + workerCommand + "\", or let the bench start some with --workers N");
        }
        return slots > 0 && waited.compareTo(STEADY) >= 0;
    }
}
