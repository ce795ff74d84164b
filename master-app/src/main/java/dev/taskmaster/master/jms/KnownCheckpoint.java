package dev.taskmaster.master.jms;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.task.JobName;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as the broker has last answered that it is stored, to be compared with that of a broker that serves later: it
 * settles whether a broken commit counted, and shows a broker that does not know what was answered. For one thread.
 */
final class KnownCheckpoint {

    private final JobName job;
    private final Supplier<@Nullable String> stored;
    private @Nullable String committed;

    /**
     * One that is not known yet.
     *
     * @param stored the text of the one in the broker, or null if there is none
     */
    KnownCheckpoint(JobName job, Supplier<@Nullable String> stored) {
        this.job = job;
        this.stored = stored;
    }

    /** The broker has answered that it is stored. */
    void committed(String text) {
        committed = text;
    }

    /**
     * Whether a commit with that text counted, which was broken; if not, the one before stands.
     *
     * @throws JobConflictException if neither stands there
     */
    boolean isOrWas(String text) {
        var now = stored.get();
        if (text.equals(now)) {
            return true;
        }
        refuseOther(now);
        return false;
    }

    /**
     * After nothing but a loss of the connection.
     *
     * @throws JobConflictException if another one stands there
     */
    void check() {
        if (committed != null) {
            refuseOther(stored.get());
        }
    }

    private void refuseOther(@Nullable String now) {
        if (committed != null && !committed.equals(now)) {
            throw new JobConflictException("the broker that serves now does not know how far job " + job
                    + " was: it was cancelled, or both brokers of the pair have served apart; end the one without newer"
                    + " data, and run the same command again");
        }
    }
}
