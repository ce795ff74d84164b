package dev.taskmaster.master.jms;

import dev.taskmaster.master.job.CheckpointBody;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.master.submit.TaskOutbox;
import dev.taskmaster.task.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The way to a task queue at a pair of brokers: when the one that serves is lost, what is not committed is sent to the
 * other, and whether a broken commit counted, the checkpoint tells. For one thread.
 */
final class SteadyOutbox implements TaskOutbox {

    private final Reopening<TransactedOutbox> outbox;
    private final KnownCheckpoint known;

    /** Those of the transaction in hand, which is bounded. */
    private final List<Chunk> open = new ArrayList<>();

    /** One that is open. */
    SteadyOutbox(Reopening<TransactedOutbox> outbox, KnownCheckpoint known) {
        this.outbox = outbox;
        this.known = known;
    }

    @Override
    public void send(Chunk chunk) {
        open.add(chunk);
        orReopen(current -> current.send(chunk));
    }

    private void orReopen(Consumer<TransactedOutbox> action) {
        try {
            action.accept(outbox.current());
        } catch (RuntimeException e) {
            outbox.reopen(e, this::sendOpen);
            known.check();
        }
    }

    @Override
    public void commit(SubmitCheckpoint checkpoint) {
        var text = CheckpointBody.encode(checkpoint);
        boolean done = false;
        while (!done) {
            try {
                outbox.current().commit(checkpoint);
                done = true;
            } catch (RuntimeException e) {
                outbox.reopen(e, current -> {});
                done = known.isOrWas(text);
                if (!done) {
                    orReopen(this::sendOpen);
                }
            }
        }
        known.committed(text);
        open.clear();
    }

    private void sendOpen(TransactedOutbox current) {
        open.forEach(current::send);
    }

    @Override
    public void close() {
        outbox.close();
    }
}
