package dev.taskmaster.master.page;

import dev.taskmaster.master.admin.JobState;
import dev.taskmaster.master.admin.Overview;
import dev.taskmaster.master.admin.WorkerState;
import dev.taskmaster.master.progress.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows at one moment.
 *
 * @param at the moment
 * @param overview of the broker
 * @param jobs all of them, with what was remembered
 * @param gone workers that were there before, the last first
 */
record Moment(Instant at, Overview overview, List<Job> jobs, List<Gone> gone) {

    /** Keeps its own copies. */
    Moment {
        jobs = List.copyOf(jobs);
        gone = List.copyOf(gone);
    }

    /**
     * A job and how fast it goes.
     *
     * @param state where it stands
     * @param rate of the last seconds
     */
    record Job(JobState state, Rate rate) {

        boolean finished() {
            return state.phase() == JobState.Phase.FINISHED;
        }

        /** How long it takes to the end, or {@code null} while its input is not read to the end or nothing moves. */
        @Nullable
        Duration left() {
            return state.complete() ? rate.timeFor(state.out()) : null;
        }
    }

    /**
     * A worker that is not connected any more.
     *
     * @param last what was seen of it last
     * @param since when it was missed first
     */
    record Gone(WorkerState last, Instant since) {}
}
