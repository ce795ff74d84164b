package dev.taskmaster.worker.slot;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.worker.AheadHandler;
import dev.taskmaster.worker.End;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the two lanes of a slot: a thread with a channel of its own that takes a delivery, runs its tasks when it is its
 * turn, answers and commits, again and again. All its state is in fields, so that a new thread can go on where one is
 * stuck in a handler; the stuck one is disowned first and touches none of them again.
 */
final class Lane {

    /** A handler that ignores its interrupt for so long has lost its worker a slot. */
    static final Duration STUCK_GRACE = Duration.ofSeconds(5);

    /** The same when the worker is told to end at once. */
    static final Duration ABORT_GRACE = Duration.ofSeconds(1);

    /** A lane that has had no place for so long gives its channel back. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private final int number;
    private final Slots slots;
    private final Settlement settlement;
    private final Slice slice;

    private volatile Guard guard;
    private int threads;
    private @Nullable TaskChannel channel;
    private volatile @Nullable Hand hand;

    /** Whether it may ask for messages, and whether it may run what it has. */
    private boolean hasPlace;

    private boolean hasTurn;

    /** Whether it holds a permit for a run that it has not begun. */
    private boolean hasPermit;

    Lane(int number, Slots slots) {
        this.number = number;
        this.slots = slots;
        this.settlement = new Settlement(slots);
        this.guard = new Guard(Thread.currentThread());
        this.slice = new Slice(slots.duty().settings().times().receive());
    }

    void start() {
        threads++;
        int slot = slots.slotOf(number);
        var name = "worker-" + (slot + 1) + (slot == number ? "" : "-ahead") + (threads == 1 ? "" : "-" + threads);
        var thread = new Thread(this::live, name);
        thread.setDaemon(true);
        guard = new Guard(thread);
        thread.start();
    }

    private void live() {
        try {
            work();
        } catch (Guard.Disowned e) {
            return;
        } catch (TaskmasterException e) {
            slots.life().fail(e);
        } catch (Throwable e) {
            slots.breakDown(e);
        }
        dropChannel();
        slots.idleness().seesNothing(number, slots.now());
        giveTurn();
        if (hasPlace) {
            slots.turns().leave();
        }
        slots.ended();
    }

    private void work() {
        var held = hand;
        if (held != null) {
            settle(held);
            slots.solitude().leave();
        }
        while (slots.life().stage().takesTasks()) {
            if (!takePlace()) {
                dropChannel();
                continue;
            }
            var open = channel == null ? connect() : channel;
            if (open != null && takePermit() && slots.solitude().enterShared()) {
                take(open);
                // Not in a finally: a disowned thread leaves that to the one after it.
                slots.solitude().leave();
            }
        }
    }

    private boolean takePlace() {
        hasPlace = hasPlace && slots.turns().stay();
        if (!hasPlace) {
            slots.idleness().rests(number, slots.now());
            hasPlace = slots.turns().enter(REST);
        }
        return hasPlace;
    }

    private @Nullable TaskChannel connect() {
        slots.idleness().seesNothing(number, slots.now());
        channel = slots.channels().open();
        return channel;
    }

    private boolean takePermit() {
        hasPermit = hasPermit || slots.quota().take();
        if (!hasPermit) {
            slots.idleness().seesEmpty(number, slots.now());
            slots.life().pause(Slice.SHORT);
        }
        return hasPermit;
    }

    private void take(TaskChannel open) {
        long from = slots.now();
        Delivery delivery;
        try {
            delivery = open.receive(slice.length());
        } catch (BrokerUnreachableException e) {
            log.debug("lost the broker while waiting for a task", e);
            dropChannel();
            return;
        }
        if (delivery == null) {
            slice.gaveNothing();
            slots.seesEmpty(number, from);
            return;
        }
        slice.gaveTask();
        slots.idleness().busy(number, from);
        if (delivery.content() instanceof Content.Work work) {
            var taken = new Hand(delivery, work);
            hand = taken;
            settle(taken);
        } else if (delivery.content() instanceof Content.Malformed malformed) {
            if (!settlement.refuse(delivery, malformed, open)) {
                dropChannel();
            }
        }
    }

    /** Runs what is left of the hand, answers it and commits. */
    private void settle(Hand held) {
        if (held.isUntouched()) {
            Isolation.apply(held);
            awaitTurn(held);
            isolate(held);
        }
        tellAhead(held);
        while (!held.isComplete()) {
            runNext(held);
        }
        giveTurn();
        if (channel == null || !settlement.settle(held, channel)) {
            dropChannel();
        }
        hand = null;
    }

    private void tellAhead(Hand held) {
        if (!held.isComplete() && slots.duty().handler() instanceof AheadHandler handler) {
            handler.expect(held.rest(), limit(held));
        }
    }

    /** Tasks that wait too long for their turn are for others. A raw task cannot be handed back without a loss, so it waits. */
    private void awaitTurn(Hand held) {
        while (!held.isComplete() && !hasTurn) {
            hasTurn = slots.turns().take(number, Turns.AHEAD);
            if (!hasTurn
                    && (held.work() instanceof Content.OfJob
                            || !slots.life().stage().runsTasks())) {
                held.leaveRest();
            }
        }
        held.begin(slots.now());
    }

    private void giveTurn() {
        if (hasTurn) {
            hasTurn = false;
            slots.turns().give(number);
        }
    }

    /** Two that must run alone do not wait for each other: the later one is sent again, or it would pay for the first. */
    private void isolate(Hand held) {
        if (!held.isComplete() && held.mustRunAlone() && !slots.solitude().enterAlone()) {
            held.leaveRest();
        }
    }

    private void runNext(Hand held) {
        hasPermit = hasPermit || slots.quota().take();
        if (!hasPermit || !slots.life().stage().runsTasks()) {
            held.leaveRest();
            return;
        }
        hasPermit = false;
        held.add(slots.runner().run(guard, held, held.next(), limit(held)));
        if (slots.quota().use()) {
            slots.life().quiet(End.DONE);
        }
    }

    private @Nullable Duration limit(Hand held) {
        var own = slots.duty().settings().times().task();
        var asked = held.work().timeLimit();
        if (own == null || asked == null) {
            return own == null ? asked : own;
        }
        return own.compareTo(asked) < 0 ? own : asked;
    }

    /** What it has in hand at this moment. For any thread. */
    @Nullable
    Hand hand() {
        return hand;
    }

    private void dropChannel() {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    /** Keeps the time limit of the task in hand; tells in how many nanoseconds to come again. For the watch alone. */
    long lookAt(long now, boolean aborting) {
        long grace = (aborting ? ABORT_GRACE : STUCK_GRACE).toNanos();
        if (aborting) {
            guard.abort(now);
        } else {
            guard.interruptIfOverdue(now);
        }
        var cause = guard.disown(now, grace);
        if (cause != Guard.Cause.NONE) {
            goOnWithoutThread(cause);
        }
        return guard.nextLook(now, grace);
    }

    /** The thread is disowned, so the fields are the watch's until the next thread starts. */
    private void goOnWithoutThread(Guard.Cause cause) {
        var held = hand;
        if (held != null) {
            var limit = limit(held);
            var task = held.next();
            if (cause == Guard.Cause.TIMEOUT) {
                slots.lost(slots.slotOf(number), held.work().title());
                held.addRunTime(limit == null ? 0 : limit.toNanos());
            }
            held.add(Outcomes.gaveUp(cause, task.payload(), limit));
            if (slots.quota().use()) {
                slots.life().quiet(End.DONE);
            }
        }
        start();
    }
}
