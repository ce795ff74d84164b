package dev.taskmaster.master.jms;

import dev.taskmaster.master.job.CheckpointBody;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.master.submit.TaskOutbox;
import dev.taskmaster.task.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way to a task queue at a pair of brokers: when the one that serves is lost, what is not committed is sent to the
 * other, and whether a broken commit counted, the checkpoint tells. For one thread.
 */
final class SteadyOutbox implements TaskOutbox {

    private final Reopening<TransactedOutbox> outbox;
    private final Function<SubmitCheckpoint, Boolean> stored;

    /** Those of the transaction in hand, which is bounded. */
    private final List<Chunk> open = new ArrayList<>();

    /**
     * One that is open.
     *
     * @param stored whether that checkpoint is the one that stands in the broker
     */
    SteadyOutbox(Reopening<TransactedOutbox> outbox, Function<SubmitCheckpoint, Boolean> stored) {
        this.outbox = outbox;
        this.stored = stored;
    }

    /** Whether two checkpoints say the same. */
    static boolean same(SubmitCheckpoint one, @Nullable SubmitCheckpoint other) {
        return other != null && CheckpointBody.encode(one).equals(CheckpointBody.encode(other));
    }

    @Override
    public void send(Chunk chunk) {
        open.add(chunk);
        try {
            outbox.current().send(chunk);
        } catch (RuntimeException e) {
            outbox.reopen(e, this::sendOpen);
        }
    }

    @Override
    public void commit(SubmitCheckpoint checkpoint) {
        boolean done = false;
        while (!done) {
            try {
                outbox.current().commit(checkpoint);
                done = true;
            } catch (RuntimeException e) {
                outbox.reopen(e, current -> {});
                done = stored.apply(checkpoint);
                if (!done) {
                    sendOpenAgain();
                }
            }
        }
        open.clear();
    }

    private void sendOpenAgain() {
        try {
            sendOpen(outbox.current());
        } catch (RuntimeException e) {
            outbox.reopen(e, this::sendOpen);
        }
    }

    private void sendOpen(TransactedOutbox current) {
        open.forEach(current::send);
    }

    @Override
    public void close() {
        outbox.close();
    }
}
