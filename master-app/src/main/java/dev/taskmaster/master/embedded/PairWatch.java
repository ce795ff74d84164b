package dev.taskmaster.master.embedded;

import dev.taskmaster.settings.HostPort;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, a line a change, how one broker of a pair stands: whether it serves, and whether both have the same data. */
final class PairWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PairWatch.class);
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final ActiveMQServer server;
    private final HostPort peer;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** How a broker of a pair stands. */
    enum Standing {
        SERVES_ALONE("serves; {} does not have its data, so wait before you stop this one"),
        SERVES("serves, and {} has all of its data"),
        BEHIND("waits, and does not have the data of {} yet"),
        IN_STEP("waits, and has all the data of {}");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        static Standing of(boolean active, boolean inStep) {
            if (active) {
                return inStep ? SERVES : SERVES_ALONE;
            }
            return inStep ? IN_STEP : BEHIND;
        }
    }

    private PairWatch(ActiveMQServer server, HostPort peer) {
        this.server = server;
        this.peer = peer;
    }

    /** Begins to look. */
    static PairWatch start(ActiveMQServer server, HostPort peer) {
        var watch = new PairWatch(server, peer);
        var thread = new Thread(watch::run, "pair-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void run() {
        @Nullable Standing told = null;
        try {
            do {
                var now = standing(told);
                if (now != null && now != told) {
                    log.info("this broker " + now.words, peer);
                    told = now;
                }
            } while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Standing standing(@Nullable Standing before) {
        try {
            return Standing.of(server.isActive(), server.isReplicaSync());
        } catch (RuntimeException e) {
            // It is between two lives: the next look sees what it has become.
            log.debug("the pair cannot be looked at", e);
            return before;
        }
    }

    /** Looks no more. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
    }
}
