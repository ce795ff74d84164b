package dev.taskmaster.master.jms;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.ClientUrl;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something on a connection, which is opened once more on the next one when that is lost. For one thread.
 *
 * @param <T> what is opened
 */
final class Reopening<T extends AutoCloseable> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Reopening.class);

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** A broker that has lost a connection without a word holds what belongs to it for that long. */
    private static final Duration GHOST = ClientUrl.DEFAULT_TTL.plusSeconds(5);

    private final FailOver failOver;
    private final Function<BrokerConnection, T> opening;
    private BrokerConnection used;
    private T current;

    private Reopening(FailOver failOver, Function<BrokerConnection, T> opening, BrokerConnection used, T current) {
        this.failOver = failOver;
        this.opening = opening;
        this.used = used;
        this.current = current;
    }

    static <T extends AutoCloseable> Reopening<T> open(FailOver failOver, Function<BrokerConnection, T> opening) {
        return failOver.trying(connection -> new Reopening<>(failOver, opening, connection, opening.apply(connection)));
    }

    T current() {
        return current;
    }

    /**
     * Opens it anew, and begins with what is to be done first there, as often as that takes.
     *
     * @param failure what failed on the one before; thrown on if it is no loss of a pair's connection
     */
    void reopen(RuntimeException failure, Consumer<T> first) {
        var cause = failure;
        long deadline = System.nanoTime() + GHOST.toNanos();
        while (true) {
            if (!(cause instanceof JobConflictException)) {
                failOver.renew(used, cause);
            } else if (cause == failure || System.nanoTime() > deadline) {
                throw cause;
            } else {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            used = failOver.connection();
            try {
                current = opening.apply(used);
                first.accept(current);
                return;
            } catch (RuntimeException e) {
                cause = e;
            }
        }
    }

    /**
     * Closes it. That fails when its connection is lost, and then it went with that: what is committed stays, and nothing else
     * counts.
     */
    @Override
    public void close() {
        try {
            current.close();
        } catch (Exception e) {
            log.debug("{} went with its connection", current, e);
        }
    }
}
