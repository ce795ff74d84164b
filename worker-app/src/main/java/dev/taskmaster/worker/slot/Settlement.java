package dev.taskmaster.worker.slot;

import dev.taskmaster.AccessRefusedException;
import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.task.Backoff;
import dev.taskmaster.task.Outcome;
import java.time.Duration;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the transaction of a hand: answers and commits, or hands back. */
final class Settlement {

    /** How often to look whether the broker has room again. */
    private static final Backoff WHILE_FULL = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), 2, 0.3);

    /** A person looks into the first ones; whoever sends nonsense may send it without end. */
    private static final int MOST_TOLD = 10;

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final Slots slots;
    private final Random random = new Random();
    private int refusedCommits;
    private int refusals;

    Settlement(Slots slots) {
        this.slots = slots;
    }

    /** Answers a complete hand; false if the channel is lost. */
    boolean settle(Hand hand, TaskChannel channel) {
        try {
            if (answered(hand)) {
                channel.commit();
                slots.tally().count(hand.outcomes());
                refusedCommits = 0;
            } else {
                channel.rollback();
            }
            return true;
        } catch (BrokerFullException e) {
            waitForRoom(hand, e);
            return handBack(channel);
        } catch (BrokerUnreachableException e) {
            log.warn(
                    "the answer to {} was not confirmed: unless the broker has it, another worker gets it ({})",
                    hand.work().title(),
                    e.getMessage());
            return false;
        } catch (AccessRefusedException e) {
            log.warn(
                    "the answer to {} is refused and the message handed back: {}",
                    hand.work().title(),
                    e.getMessage());
            return handBack(channel);
        }
    }

    /** Hands back a message that is no task; false if the channel is lost. */
    boolean refuse(Delivery delivery, Content.Malformed malformed, TaskChannel channel) {
        if (delivery.count() <= 1 && refusals < MOST_TOLD) {
            refusals++;
            log.warn(
                    "message {} is no task ({}): handed back, the broker puts it into DLQ after its attempts",
                    delivery.id(),
                    malformed.problem());
            if (refusals == MOST_TOLD) {
                log.warn("more messages that are no task are not told here: \"master failed\" shows them all");
            }
        }
        return handBack(channel);
    }

    /** Hands back everything since the last commit; false if the channel is lost. */
    private boolean handBack(TaskChannel channel) {
        try {
            channel.rollback();
            return true;
        } catch (BrokerUnreachableException e) {
            log.debug("lost the broker while handing back, which comes to the same", e);
            return false;
        }
    }

    /** The broker found out at the commit only; the message is on its queue again, one delivery further. */
    private void waitForRoom(Hand hand, BrokerFullException e) {
        refusedCommits++;
        if (refusedCommits == 1) {
            log.warn("{}; {} is handed back", e.getMessage(), hand.work().title());
        }
        slots.life().pause(WHILE_FULL.delay(refusedCommits, random));
    }

    private boolean answered(Hand hand) {
        var delivery = hand.delivery();
        if (hand.work() instanceof Content.OfJob job) {
            var reply = hand.reply(job, slots.duty().settings().name());
            return send(hand, () -> delivery.answer(reply));
        }
        var outcome = hand.outcomes().get(0);
        if (outcome instanceof Outcome.Ok ok) {
            return send(hand, () -> delivery.answer(ok.text()));
        }
        if (outcome instanceof Outcome.Failed failed) {
            log.info(
                    "{} failed ({}: {}): handed back to the broker, which tries again later or puts it into DLQ",
                    hand.work().title(),
                    failed.reason().word(),
                    failed.message());
        }
        return false;
    }

    /** Sends an answer as soon as the broker has room for it; false if the worker is to end before that. */
    private boolean send(Hand hand, BooleanSupplier sending) {
        for (int attempt = 1; true; attempt++) {
            try {
                if (!sending.getAsBoolean()) {
                    log.info(
                            "nobody waits for the answer to {} any more: dropped",
                            hand.work().title());
                }
                return true;
            } catch (BrokerFullException e) {
                if (attempt == 1) {
                    log.warn(
                            "{}; the answer to {} waits for it",
                            e.getMessage(),
                            hand.work().title());
                }
                if (!slots.life().pauseInHand(WHILE_FULL.delay(attempt, random))) {
                    return false;
                }
            }
        }
    }
}
