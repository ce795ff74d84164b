package dev.taskmaster.master.run;

import dev.taskmaster.master.jms.Checkpoints;
import dev.taskmaster.master.submit.Submission;
import dev.taskmaster.master.submit.SubmitListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** A job that another process submits, seen through its checkpoint in the broker. For one thread. */
final class DistantSubmission implements Submission {

    /** A checkpoint is read once in this time at most: submitting takes its time, and reading costs messages. */
    private static final Duration BETWEEN_READS = Duration.ofMillis(500);

    /** So often it is looked for the checkpoint of a task whose result is there already, with a pause before each. */
    private static final int LOOKS = 100;

    private final Supplier<Checkpoints> checkpoints;
    private final InstantSource clock;
    private final Runnable pause;
    private final SubmitListener listener;

    private Instant read = Instant.MIN;
    private long submitted;
    private boolean complete;

    DistantSubmission(Supplier<Checkpoints> checkpoints, InstantSource clock, Runnable pause, SubmitListener listener) {
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.pause = pause;
        this.listener = listener;
    }

    @Override
    public long submitted() {
        readIfOld();
        return submitted;
    }

    @Override
    public boolean sent(long end) {
        // The broker makes a transaction's messages visible one after the other, the checkpoint last.
        for (int look = 0; end > submitted && look < LOOKS; look++) {
            if (look > 0) {
                pause.run();
            }
            read();
        }
        return end <= submitted;
    }

    @Override
    public boolean complete() {
        readIfOld();
        return complete;
    }

    @Override
    public void check() {
        // Another process submits; if it dies, its checkpoint waits for the next one.
    }

    private void readIfOld() {
        if (!complete && (read.equals(Instant.MIN) || !clock.instant().isBefore(read.plus(BETWEEN_READS)))) {
            read();
        }
    }

    private void read() {
        read = clock.instant();
        var found = checkpoints.get().submitted();
        if (found != null) {
            submitted = found.submitted();
            complete = found.complete();
            listener.committed(submitted, complete);
        }
    }
}
