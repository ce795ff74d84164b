package dev.taskmaster.worker.slot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a task that kills its worker from killing others. A message that comes back was in the hands of a worker that
 * died: of several tasks any may be the cause, so none is run and the master sends each alone; a single one is given up
 * after some deaths. A raw task has the broker's own rules.
 */
final class Isolation {

    private static final Logger log = LoggerFactory.getLogger(Isolation.class);

    private Isolation() {}

    /** Decides about tasks in hand of which none has run yet. */
    static void apply(Hand hand) {
        if (!(hand.work() instanceof Content.OfJob job)) {
            return;
        }
        int deaths = hand.deaths();
        if (job.size() > 1 && deaths > 0) {
            log.info("{} were in the hands of a worker that died or was cut off: asking for each alone", job.title());
            hand.leaveRest();
        } else if (deaths >= Outcomes.DEATHS_TO_GIVE_UP) {
            log.warn("{} has killed its worker {} times: given up", job.title(), Outcomes.DEATHS_TO_GIVE_UP);
            hand.add(Outcomes.crashed(hand.next().payload()));
        }
    }
}
