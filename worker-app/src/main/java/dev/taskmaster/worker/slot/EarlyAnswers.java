package dev.taskmaster.worker.slot;

import dev.taskmaster.TaskmasterException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one slow task from holding up its chunk: when the chunk is in hand for longer than {@link #BOUND}, the results of
 * its finished tasks are sent, and the tasks behind the slow one are handed back for others to run. The chunk's message
 * stays in hand until the slow task has ended; if the worker dies before that, all of the chunk comes back, and what was
 * answered is dropped by its index. It has a thread and a channel of its own.
 */
final class EarlyAnswers {

    /** Four times the work of a chunk whose tasks take as long as those before them. */
    static final Duration BOUND = Duration.ofMillis(200);

    /** So a finished result waits {@link #BOUND} and this at most, and then for the broker. */
    static final Duration LOOK = Duration.ofMillis(50);

    private static final Logger log = LoggerFactory.getLogger(EarlyAnswers.class);

    private final Slots slots;
    private @Nullable AnswerChannel channel;

    private EarlyAnswers(Slots slots) {
        this.slots = slots;
    }

    /** Starts looking after lanes until their worker ends. */
    static void start(Slots slots, List<Lane> lanes) {
        var answers = new EarlyAnswers(slots);
        var thread = new Thread(() -> answers.keepLooking(lanes), "worker-early");
        thread.setDaemon(true);
        thread.start();
    }

    private void keepLooking(List<Lane> lanes) {
        while (slots.life().stage() != Stage.ENDED) {
            LockSupport.parkNanos(this, LOOK.toNanos());
            for (var lane : lanes) {
                look(lane);
            }
        }
        drop();
    }

    private void look(Lane lane) {
        var hand = lane.hand();
        if (hand == null || !hand.isHeldUp(slots.now(), BOUND)) {
            return;
        }
        try {
            if (channel == null) {
                channel = slots.channels().openAnswers();
            }
            if (channel != null
                    && hand.answerEarly(channel, slots.duty().settings().name())) {
                log.debug(
                        "{} are held up by one of them: the others do not wait for it",
                        hand.work().title());
            }
        } catch (TaskmasterException | BrokerFullException e) {
            log.debug("no early answers now: {}", e.getMessage(), e);
            drop();
        }
    }

    private void drop() {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
