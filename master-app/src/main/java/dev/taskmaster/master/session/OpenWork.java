package dev.taskmaster.master.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is open at a master, so that it can be closed with it. Safe for use by many threads. */
public final class OpenWork implements AutoCloseable {

    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    void add(AutoCloseable work) {
        open.add(work);
        if (closed) {
            open.remove(work);
            throw new IllegalStateException("the master is closed");
        }
    }

    void remove(AutoCloseable work) {
        open.remove(work);
    }

    /** Refuses when it is closed. */
    public void check() {
        if (closed) {
            throw new IllegalStateException("the master is closed");
        }
    }

    /** Closes all that is open, each within its own limit; the first failure is thrown after the last. Idempotent. */
    @Override
    public void close() {
        closed = true;
        RuntimeException first = null;
        for (var work : open) {
            try {
                work.close();
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            } catch (Exception e) {
                throw new IllegalStateException("closing throws no checked exception here", e);
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
