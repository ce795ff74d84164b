package dev.taskmaster.master.collect;

import dev.taskmaster.NoResultInTimeException;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.settings.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a job that waits: counts the workers' slots, tells how to start a worker when none is there, and ends the
 * waiting when no result comes in the time given. For one thread.
 */
public final class Watch {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    /** Asking the broker costs a message each way; workers come and go by seconds. */
    static final Duration BETWEEN_COUNTS = Duration.ofMillis(500);

    /** A broker with hundreds of jobs takes its time to answer: no more than a part of the time is it asked. */
    static final int PART_OF_TIME = 20;

    static final Duration MOST_BETWEEN_COUNTS = Duration.ofSeconds(5);

    private static final Duration SHORT_LOOK = Duration.ofMillis(100);

    /**
     * After {@link #SHORT_LOOKS} that saw nothing, where no time is given that must be kept: a receive that ends with nothing
     * costs the broker half a dozen packets, and it may have hundreds of masters that wait for long tasks.
     */
    private static final Duration LONG_LOOK = Duration.ofMillis(400);

    private static final int SHORT_LOOKS = 10;

    /** Workers may still be on their way up; after this time it looks as if somebody forgot them. */
    static final Duration PATIENCE_WITHOUT_WORKERS = Duration.ofSeconds(10);

    private final JobPlan plan;
    private final @Nullable Duration timeout;
    private final String workerCommand;
    private final BooleanSupplier toldToStop;
    private final InstantSource clock;
    private final IntSupplier slotCount;
    private final IntConsumer onSlots;

    private Instant lastResult;
    private Instant lastSlotSeen;
    private Instant lastCount;
    private Duration betweenCounts = BETWEEN_COUNTS;
    private int slots;
    private boolean told;

    /**
     * A watch that begins now.
     *
     * @param timeout how long no result may come, or {@code null} for ever
     * @param workerCommand what a person types to start a worker
     * @param toldToStop whether somebody wants the job to stop
     * @param slotCount asks the broker for the slots that serve the queue
     * @param onSlots hears each answer
     */
    public Watch(
            JobPlan plan,
            @Nullable Duration timeout,
            String workerCommand,
            BooleanSupplier toldToStop,
            InstantSource clock,
            IntSupplier slotCount,
            IntConsumer onSlots) {
        this.plan = plan;
        this.timeout = timeout;
        this.workerCommand = workerCommand;
        this.toldToStop = toldToStop;
        this.clock = clock;
        this.slotCount = slotCount;
        this.onSlots = onSlots;
        this.lastResult = clock.instant();
        this.lastSlotSeen = lastResult;
        this.lastCount = Instant.MIN;
    }

    /** The clock it goes by. */
    InstantSource clock() {
        return clock;
    }

    /** Whether somebody wants the job to stop here and to go on later. */
    boolean toldToStop() {
        return toldToStop.getAsBoolean();
    }

    /** A result came. */
    void resultCame() {
        lastResult = clock.instant();
        lastSlotSeen = lastResult;
        told = false;
        count(lastResult);
    }

    /**
     * Nothing came for a moment.
     *
     * @param waiting tasks that are submitted and not answered
     * @throws NoResultInTimeException if that lasts longer than the time given
     */
    void nothingCame(long waiting) {
        var now = clock.instant();
        count(now);
        if (slots > 0) {
            lastSlotSeen = now;
            told = false;
        } else if (!told && waiting > 0 && isPast(lastSlotSeen, PATIENCE_WITHOUT_WORKERS, now)) {
            told = true;
            log.warn(
                    "no worker is connected to queue {}, {}: start one with \"{}\"",
                    plan.queue(),
                    waiting == 1 ? "1 task is waiting" : waiting + " tasks are waiting",
                    workerCommand);
        }
        if (timeout != null && isPast(lastResult, timeout, now)) {
            throw new NoResultInTimeException("no result for " + Durations.format(timeout) + ": "
                    + (waiting == 1 ? "1 task of job " : waiting + " tasks of job ") + plan.job()
                    + (waiting == 1 ? " is" : " are") + " waiting in queue " + plan.queue() + " and "
                    + (slots == 0 ? "no worker is" : slots + " worker slots are") + " connected");
        }
    }

    private void count(Instant now) {
        if (isPast(lastCount, betweenCounts, now)) {
            slots = slotCount.getAsInt();
            onSlots.accept(slots);
            lastCount = clock.instant();
            betweenCounts = between(Duration.between(now, lastCount).multipliedBy(PART_OF_TIME));
        }
    }

    private static Duration between(Duration wanted) {
        if (wanted.compareTo(BETWEEN_COUNTS) < 0) {
            return BETWEEN_COUNTS;
        }
        return wanted.compareTo(MOST_BETWEEN_COUNTS) < 0 ? wanted : MOST_BETWEEN_COUNTS;
    }

    /** How long a receive may wait before it is looked whether the job is over, stopped or without workers. */
    Duration look(int quietLooks) {
        return quietLooks < SHORT_LOOKS || timeout != null ? SHORT_LOOK : LONG_LOOK;
    }

    private static boolean isPast(Instant since, Duration span, Instant now) {
        return since.equals(Instant.MIN) || !now.isBefore(since.plus(span));
    }
}
