package dev.taskmaster.master.session;

import dev.taskmaster.master.job.Result;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The results of a job as a stream. The job starts when the reading starts, and stops when the stream is closed. For one
 * thread, but for {@link #close()}.
 */
final class ResultStream implements AutoCloseable {

    private final Stream<String> payloads;
    private final Function<Handoff, Work> starting;
    private final Handoff handoff;
    private @Nullable Work work;
    private boolean closed;

    /**
     * A stream that nobody has read yet.
     *
     * @param acknowledged whether results count as taken only when the reader is done with them
     * @param payloads what is closed if nobody ever reads
     * @param starting starts the run that hands its results over
     */
    ResultStream(boolean acknowledged, Stream<String> payloads, Function<Handoff, Work> starting) {
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
        work = starting.apply(handoff);
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
