package dev.taskmaster.master.session;

import dev.taskmaster.master.source.TaskSource;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of a stream, which a thread of its own reads a little ahead: so what was read before is submitted while the
 * stream keeps everybody waiting. Its reader belongs to that thread alone, which closes the stream too.
 */
final class StreamSource implements TaskSource {

    /** As many as the largest chunk of its own accord holds. */
    private static final int AHEAD = 2_000;

    /**
     * What comes out of a stream.
     *
     * @param payload the next one, or {@code null} at the end
     * @param failure what ended the stream before its time, or {@code null}
     */
    private record Item(@Nullable String payload, @Nullable RuntimeException failure) {}

    private final Stream<String> payloads;
    private final BlockingQueue<Item> read = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader = new Thread(this::read, "payloads");

    private StreamSource(Stream<String> payloads) {
        this.payloads = payloads;
    }

    static StreamSource reading(Stream<String> payloads) {
        var source = new StreamSource(payloads);
        // The stream may wait for somebody who never comes; that must not keep the process alive.
        source.reader.setDaemon(true);
        source.reader.start();
        return source;
    }

    private void read() {
        try {
            read.put(new Item(null, readAll()));
        } catch (InterruptedException e) {
            // Nobody takes what is read any more.
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable RuntimeException readAll() throws InterruptedException {
        try (payloads) {
            for (var each = payloads.iterator(); each.hasNext(); ) {
                read.put(new Item(Objects.requireNonNull(each.next(), "payload"), null));
            }
            return null;
        } catch (RuntimeException e) {
            return e;
        } catch (Error e) {
            return new IllegalStateException("the stream of payloads ended with an error", e);
        }
    }

    @Override
    public boolean ready() {
        return !read.isEmpty();
    }

    @Override
    public @Nullable String next() {
        try {
            var item = read.take();
            if (item.failure() != null) {
                throw item.failure();
            }
            return item.payload();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var stopped = new CancellationException("told to stop submitting");
            stopped.initCause(e);
            throw stopped;
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
