package dev.taskmaster.worker.slot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a task that kills its worker from killing for ever. A message that comes back was in the hands of a worker that
 * died: none of its tasks is run, and the master sends each alone, with one more death to its name. One with too many
 * deaths is given up. A raw task has the broker's own rules.
 */
final class Isolation {

    private static final Logger log = LoggerFactory.getLogger(Isolation.class);

    private Isolation() {}

    /** Decides about tasks in hand of which none has run yet. */
    static void apply(Hand hand) {
        if (!(hand.work() instanceof Content.OfJob job)) {
            return;
        }
        if (hand.deaths() >= Outcomes.DEATHS_TO_GIVE_UP) {
            giveUp(hand, job);
        } else if (hand.comesBack()) {
            log.info("{} comes back from a worker that died or was cut off: asking for each task alone", job.title());
            hand.leaveRest();
        }
    }

    private static void giveUp(Hand hand, Content.OfJob job) {
        log.warn("{} has killed its worker {} times: given up", job.title(), hand.deaths());
        while (!hand.isComplete()) {
            hand.add(Outcomes.crashed(hand.next().payload()));
        }
    }
}
