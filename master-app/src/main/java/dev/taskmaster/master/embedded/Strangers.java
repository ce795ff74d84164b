package dev.taskmaster.master.embedded;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hangs up on who says without a login what only others may, and tells of it, but not of each. Thread-safe. */
final class Strangers {

    private static final Logger log = LoggerFactory.getLogger(Strangers.class);

    /** A port that is open to a network is tried by many. */
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private static final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    private Strangers() {}

    /**
     * Ends a connection.
     *
     * @param reason a clause that says what was said there
     */
    static void refuse(Channel channel, String reason) {
        long now = System.nanoTime();
        long next = nextWarning.get();
        if (now - next >= 0 && nextWarning.compareAndSet(next, now + BETWEEN_WARNINGS.toNanos())) {
            log.warn(
                    "hung up on a client at {}: {} (others like it are not told of for a minute; --verbose tells of each)",
                    channel.remoteAddress(),
                    reason);
        } else {
            log.debug("hung up on a client at {}: {}", channel.remoteAddress(), reason);
        }
        var unused = channel.close();
    }

    /** Ends a connection that broke off by itself. */
    static void lose(Channel channel, Throwable failure) {
        log.debug("a client at {} broke off before a login: {}", channel.remoteAddress(), failure.getMessage());
        var unused = channel.close();
    }
}
