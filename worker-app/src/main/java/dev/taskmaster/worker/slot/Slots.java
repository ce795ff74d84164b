package dev.taskmaster.worker.slot;

import dev.taskmaster.worker.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slots of a worker with what they share. Safe for use by many threads. */
public final class Slots {

    /** A broker that does not answer must not keep a worker from ending. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Slots.class);

    private final Duty duty;
    private final TaskChannels channels;
    private final Life life;
    private final Quota quota;
    private final Idleness idleness;
    private final Tally tally = new Tally();
    private final Watch watch;
    private final Runner runner;
    private final Solitude solitude;
    private final Turns turns;
    private volatile List<Lane> lanes = List.of();
    private final AtomicInteger living;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicBoolean finishing = new AtomicBoolean();

    private Slots(Duty duty, TaskChannels channels, Life life) {
        var settings = duty.settings();
        int lanes = settings.slots() * Turns.LANES_A_SLOT;
        this.duty = duty;
        this.channels = channels;
        this.life = life;
        this.quota = new Quota(settings.end().maxTasks());
        this.idleness = new Idleness(lanes, life.nanoTime());
        this.watch = new Watch(settings, life, idleness);
        this.runner = new Runner(duty.handler(), duty.narrator(), life, watch);
        this.solitude = new Solitude(life);
        this.turns = new Turns(settings.slots(), life);
        this.living = new AtomicInteger(lanes);
    }

    /** Starts the slots of a worker. They end when its life does; the channels are closed then. */
    public static Slots start(Duty duty, TaskChannels channels, Life life) {
        var shared = new Slots(duty, channels, life);
        var lanes = new ArrayList<Lane>();
        for (int number = 0; number < duty.settings().slots() * Turns.LANES_A_SLOT; number++) {
            lanes.add(new Lane(number, shared));
        }
        shared.lanes = List.copyOf(lanes);
        life.onMove(shared::moved);
        shared.watch.start(shared.lanes, shared::finish, shared::breakDown);
        EarlyAnswers.start(shared, shared.lanes);
        lanes.forEach(Lane::start);
        return shared;
    }

    private void moved() {
        watch.wake();
        solitude.wake();
        turns.wake();
    }

    Duty duty() {
        return duty;
    }

    TaskChannels channels() {
        return channels;
    }

    Life life() {
        return life;
    }

    Quota quota() {
        return quota;
    }

    Idleness idleness() {
        return idleness;
    }

    Runner runner() {
        return runner;
    }

    Solitude solitude() {
        return solitude;
    }

    Turns turns() {
        return turns;
    }

    /** The slot that a lane belongs to, from 0: the first lane of each comes first. */
    int slotOf(int lane) {
        return lane % duty.settings().slots();
    }

    long now() {
        return life.nanoTime();
    }

    /** The counts of answered tasks. */
    public Tally tally() {
        return tally;
    }

    /** How many slots run tasks at this moment. */
    public int busy() {
        return turns.running();
    }

    /** How many tasks are taken and not answered at this moment. */
    public int inHand() {
        int sum = 0;
        for (var lane : lanes) {
            var hand = lane.hand();
            sum += hand == null ? 0 : hand.left();
        }
        return sum;
    }

    /** Where the worker stands. */
    public Standing standing() {
        long now = now();
        var runs = lanes.stream()
                .map(Lane::hand)
                .filter(Objects::nonNull)
                .map(hand -> hand.run(now))
                .filter(Objects::nonNull)
                .toList();
        var longest =
                runs.stream().max(Comparator.comparing(Standing.Run::since)).orElse(null);
        return new Standing(tally.done(), tally.failed(), runs.size(), longest);
    }

    /** A lane has asked the queue since then and got nothing. */
    void seesEmpty(int lane, long from) {
        idleness.seesEmpty(lane, from);
        var settings = duty.settings();
        var empty = idleness.emptyNanos(now());
        if (empty == null || empty < settings.times().receive().toNanos()) {
            return;
        }
        if (idleness.tellOnce()) {
            duty.narrator().queueIsEmpty();
        }
        if (settings.end().burst()) {
            life.quiet(End.DONE);
        }
    }

    /** A handler holds its thread for good; the worker goes on until that has happened more often than it has slots. */
    void lost(int slot, String title) {
        int count = lost.incrementAndGet();
        log.warn("slot {} goes on with a new thread: the handler of {} ignores that its time is over", slot + 1, title);
        if (count > duty.settings().slots()) {
            log.error(
                    "{} handlers ignore that their time is over and hold their threads: the worker finishes what is in"
                            + " hand and ends, so that it can be started afresh",
                    count);
            life.quiet(End.SLOTS_LOST);
        }
    }

    /** Something has happened after which nothing can be relied on: end at once and let the broker give all to others. */
    void breakDown(Throwable cause) {
        log.error("the worker cannot go on and ends", cause);
        life.abort(End.BROKEN);
        finish();
    }

    /** A lane has ended. */
    void ended() {
        if (living.decrementAndGet() == 0) {
            finish();
        }
    }

    /** The clock has moved in a way that no sleep follows, as in tests. */
    void lookNow() {
        watch.wake();
    }

    private void finish() {
        if (!finishing.compareAndSet(false, true)) {
            return;
        }
        var closing = new Thread(channels::close, "worker-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.info("worker {} ended: {} done, {} failed", duty.settings().name(), tally.done(), tally.failed());
        try {
            duty.narrator().exits();
        } finally {
            life.end(End.STOPPED);
        }
    }

    /** Waits for the end of all; throws the error that ended them, if it was one. */
    public End awaitEnd() throws InterruptedException {
        return life.awaitEnd();
    }
}
