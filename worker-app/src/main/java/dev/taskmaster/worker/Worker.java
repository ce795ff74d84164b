package dev.taskmaster.worker;

import dev.taskmaster.TaskmasterException;
import dev.taskmaster.command.Version;
import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.log.LogFields;
import dev.taskmaster.message.WorkerClientId;
import dev.taskmaster.task.Reason;
import dev.taskmaster.worker.jms.BrokerLink;
import dev.taskmaster.worker.jms.Reporter;
import dev.taskmaster.worker.slot.Duty;
import dev.taskmaster.worker.slot.Life;
import dev.taskmaster.worker.slot.Slots;
import java.time.Clock;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running worker. Safe for use by many threads.
 *
 * <p>A task and its answer are one transaction of the broker: if the worker dies, is cut off or frozen for longer than
 * the connection's time to live, the answer is lost and the task goes to another worker. So a handler may run more than
 * once for a task, but one answer counts. A handler that ignores the interrupt at its time limit for five seconds costs a
 * thread, which is replaced; once more are lost than the worker has slots, it ends with {@link End#SLOTS_LOST}. It connects by itself and comes back after any loss of the broker. Its threads
 * do not keep a process alive.
 */
public final class Worker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private final WorkerSettings settings;
    private final BrokerLink link;
    private final Life life;
    private final Slots slots;

    private Worker(WorkerSettings settings, BrokerLink link, Life life, Slots slots) {
        this.settings = settings;
        this.link = link;
        this.life = life;
        this.slots = slots;
    }

    /** Starts a worker. It returns at once; the worker connects in the background. */
    public static Worker start(WorkerSettings settings, TaskHandler handler) {
        return start(settings, handler, Narrator.LOG);
    }

    /** Starts a worker that tells what it does. */
    public static Worker start(WorkerSettings settings, TaskHandler handler, Narrator narrator) {
        // The threads that are started here have these fields for life.
        var fields = LogFields.of(LogFields.WORKER, settings.name()).and(LogFields.QUEUE, settings.queues());
        try {
            log.info(
                    "worker {} serves {} {} with {} {} and handler {}",
                    settings.name(),
                    settings.queues().names().size() == 1 ? "queue" : "queues",
                    settings.queues(),
                    settings.slots(),
                    settings.slots() == 1 ? "slot" : "slots",
                    handler);
            var life = new Life(System::nanoTime);
            var random = new Random();
            var link = new BrokerLink(
                    settings.broker(),
                    new ClientUrl(ClientUrl.PREFETCH_NOTHING, settings.times().connectionTtl()),
                    () -> WorkerClientId.fresh(settings.name(), settings.slots(), random),
                    settings.queues(),
                    life::pause,
                    random);
            var slots = Slots.start(new Duty(settings, handler, narrator), link, life);
            Reporter.start(link, slots::standing, Version.text(), life, Clock.systemUTC(), random);
            return new Worker(settings, link, life, slots);
        } finally {
            fields.close();
        }
    }

    /**
     * Tells it to take no more tasks and to end once those in hand are answered, within its shutdown timeout; after that
     * it goes on as with {@link #abort()}. Returns at once. A worker that is ending already goes on with that.
     */
    public void stop() {
        life.quiet(End.STOPPED);
    }

    /**
     * Tells it to end now: handlers are interrupted, tasks that have a result are answered, and the others of a job are
     * handed back at no cost of an attempt. Returns at once; the end takes some seconds at most.
     */
    public void abort() {
        life.abort(End.STOPPED);
    }

    /**
     * Waits for its end, however far that is.
     *
     * @throws dev.taskmaster.AccessRefusedException if the broker refused its user
     * @throws dev.taskmaster.InvalidUseException if its settings file became unusable
     */
    public End awaitEnd() throws InterruptedException {
        return slots.awaitEnd();
    }

    /** What it was told. */
    public WorkerSettings settings() {
        return settings;
    }

    /** How many tasks it has answered with a result. */
    public long done() {
        return slots.tally().done();
    }

    /** How many tasks it has answered as failed. */
    public long failed() {
        return slots.tally().failed();
    }

    /** How many of these for that reason. */
    public long failed(Reason reason) {
        return slots.tally().failed(reason);
    }

    /** Whether it is connected to its broker at this moment. */
    public boolean isConnected() {
        return link.isConnected();
    }

    /** How many of its slots run tasks at this moment. */
    public int busySlots() {
        return slots.busy();
    }

    /** How many tasks it has taken and not answered at this moment; some of them may wait for a slot. */
    public int inHand() {
        return slots.inHand();
    }

    /** Stops it and waits for its end: at most the shutdown timeout and some seconds. Idempotent. */
    @Override
    public void close() {
        stop();
        try {
            slots.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TaskmasterException e) {
            log.debug("was ended by an error before it was closed", e);
        }
    }
}
