package dev.taskmaster.master.jms;

import dev.taskmaster.master.collect.Arrival;
import dev.taskmaster.master.collect.ResultInbox;
import dev.taskmaster.master.job.CheckpointBody;
import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.Chunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A job's results at a pair of brokers: when the one that serves is lost, they are taken from the other. What was received
 * and not acknowledged comes again then; the collector drops by its index what has ended, and sends again what has not, so
 * only the dead letters are sent a second time here. For one thread.
 */
final class SteadyInbox implements ResultInbox {

    private final Reopening<TransactedInbox> inbox;
    private final KnownCheckpoint known;

    /** Those of the transaction in hand. */
    private final List<Result> deadLetters = new ArrayList<>();

    /** One that is open. */
    SteadyInbox(Reopening<TransactedInbox> inbox, KnownCheckpoint known) {
        this.inbox = inbox;
        this.known = known;
    }

    @Override
    public @Nullable Arrival receive(Duration wait) {
        try {
            return inbox.current().receive(wait);
        } catch (RuntimeException e) {
            reopen(e);
            return null;
        }
    }

    @Override
    public void setAside(String why) {
        // Lost with its transaction, it is received again, and set aside then.
        orReopen(current -> current.setAside(why));
    }

    @Override
    public void sendAgain(Chunk chunk, Duration delay) {
        // As with what is set aside: its answer comes again.
        orReopen(current -> current.sendAgain(chunk, delay));
    }

    @Override
    public void deadLetter(Result failed) {
        deadLetters.add(failed);
        orReopen(current -> current.deadLetter(failed));
    }

    private void orReopen(Consumer<TransactedInbox> action) {
        try {
            action.accept(inbox.current());
        } catch (RuntimeException e) {
            reopen(e);
        }
    }

    private void reopen(RuntimeException failure) {
        inbox.reopen(failure, this::sendDeadLetters);
        known.check();
    }

    @Override
    public void commit(CollectCheckpoint checkpoint) {
        var text = CheckpointBody.encode(checkpoint);
        boolean done = false;
        while (!done) {
            try {
                inbox.current().commit(checkpoint);
                done = true;
            } catch (RuntimeException e) {
                inbox.reopen(e, current -> {});
                // Whether the broken commit counted, the checkpoint tells. If not, it is done now without what it would
                // have
                // acknowledged, which comes again and is known.
                done = known.isOrWas(text);
                if (!done) {
                    orReopen(this::sendDeadLetters);
                }
            }
        }
        known.committed(text);
        deadLetters.clear();
    }

    private void sendDeadLetters(TransactedInbox current) {
        deadLetters.forEach(current::deadLetter);
    }

    @Override
    public void close() {
        inbox.close();
    }
}
