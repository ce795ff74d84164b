package dev.taskmaster.master.session;

import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.master.job.Result;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The results of a job as a stream. The job starts when the reading starts, and stops when the stream is closed. For one
 * thread, but for {@link #close()}.
 */
final class ResultStream implements AutoCloseable {

    /** Starts the run that hands its results over; it owns the broker from then on. */
    interface Starting {

        /** The run, or {@code null} if there is nothing to do. */
        @Nullable
        Work start(JobBroker broker, Handoff handoff);
    }

    private final Session session;
    private final Stream<String> payloads;
    private final Starting starting;
    private final Handoff handoff;
    private @Nullable Work work;
    private boolean closed;

    ResultStream(Session session, boolean acknowledged, Stream<String> payloads, Starting starting) {
        this.session = session;
        this.payloads = payloads;
        this.starting = starting;
        this.handoff = new Handoff(acknowledged);
    }

    Stream<Result> stream() {
        int kind = Spliterator.NONNULL | Spliterator.ORDERED;
        return StreamSupport.stream(
                        () -> {
                            start();
                            return Spliterators.spliteratorUnknownSize(handoff, kind);
                        },
                        kind,
                        false)
                .onClose(this::close);
    }

    private synchronized void start() {
        if (closed) {
            throw new IllegalStateException("the stream of results is closed");
        }
        var broker = session.connect();
        try {
            work = starting.start(broker, handoff);
        } catch (RuntimeException | Error e) {
            broker.close();
            throw e;
        }
        if (work == null) {
            handoff.end(null);
        }
    }

    /** Lets go of the results that nobody has read, stops the run and waits for its end. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        if (work == null) {
            payloads.close();
        } else {
            work.close();
        }
    }
}
