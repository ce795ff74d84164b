package dev.taskmaster.master;

import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.master.session.Assignment;
import dev.taskmaster.master.session.NamedJob;
import dev.taskmaster.master.session.Session;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job with a name, which goes on where it was broken off: by a crash of this program or of the broker, by an exception, by
 * an interrupt. Run it again with the same payloads; tasks that were submitted are not submitted again, and results that were
 * acknowledged are not handed out again. A job that is finished is left alone: it hands nothing out and answers as it did,
 * for 30 days. Immutable; one program at a time runs a job.
 */
public final class Job {

    private final Session session;
    private final JobPlan plan;
    private final int chunk;
    private final boolean again;
    private final @Nullable Path waitingFile;

    Job(Session session, JobPlan plan, int chunk, boolean again, @Nullable Path waitingFile) {
        this.session = session;
        this.plan = plan;
        this.chunk = chunk;
        this.again = again;
        this.waitingFile = waitingFile;
    }

    /**
     * The same with its results in the order of the payloads.
     *
     * @param newWaitingFile where results wait for their turn: a file for this job alone, which must be there again when it
     *     is gone on with; its directory is made if it does not exist
     */
    public Job inOrder(Path newWaitingFile) {
        return new Job(session, plan, chunk, again, newWaitingFile);
    }

    /** The same, but done all over again when it is finished. One that is not finished goes on all the same. */
    public Job again() {
        return new Job(session, plan, chunk, true, waitingFile);
    }

    /**
     * Runs it to its end and waits for that.
     *
     * @param payloads its tasks, the same ones in the same order at every run; read only as far ahead as the window allows,
     *     on a thread of their own, and closed in the end
     * @param results takes the results, on a thread of its own; which of them come again after a crash, it says
     * @return how all its tasks ended, those of earlier runs too
     * @throws dev.taskmaster.JobConflictException if another master runs it, it was cancelled, or its payloads are not what
     *     they were
     * @throws dev.taskmaster.BrokerUnreachableException if the broker is gone; run it again when it is back
     * @throws InterruptedException if this thread was interrupted, or the master closed; it can be gone on with
     */
    public Tally run(Stream<String> payloads, ResultConsumer results) throws InterruptedException {
        return new NamedJob(session, assignment()).run(payloads, results);
    }

    /**
     * Runs it while its results are read.
     *
     * <p>A result counts as taken when the next one is asked for. Results are acknowledged together; when the program dies or
     * closes the stream early, the next run hands those since the last acknowledgement out once more, and those before it never
     * again.
     *
     * @param payloads as in {@link #run}
     * @return its results, to be read by one thread and to be closed; reading throws what {@link #run} throws
     */
    public Stream<Result> stream(Stream<String> payloads) {
        return new NamedJob(session, assignment()).stream(payloads);
    }

    private Assignment assignment() {
        return new Assignment(plan, chunk, again, waitingFile);
    }
}
