package dev.taskmaster.master.embedded;

import dev.taskmaster.settings.HostPort;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, a line a change, how one broker of a pair stands, and keeps that for its next start. */
final class PairWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PairWatch.class);
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final ActiveMQServer server;
    private final HostPort peer;
    private final Changes changes;
    private final LastStanding last;
    private final CountDownLatch closed = new CountDownLatch(1);

    private @Nullable PairStanding told;
    private @Nullable PairStanding kept;
    private long changesSeen;
    private long changesBefore;

    private PairWatch(ActiveMQServer server, HostPort peer, Changes changes, LastStanding last) {
        this.server = server;
        this.peer = peer;
        this.changes = changes;
        this.last = last;
    }

    /**
     * Begins to look.
     *
     * @param changes to the server's data
     */
    static PairWatch start(ActiveMQServer server, HostPort peer, Changes changes, LastStanding last) {
        var watch = new PairWatch(server, peer, changes, last);
        var thread = new Thread(watch::run, "pair-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void run() {
        try {
            do {
                look();
            } while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        PairStanding now;
        try {
            now = PairStanding.of(server.isActive(), server.isReplicaSync());
        } catch (RuntimeException e) {
            // It is between two lives: the next look sees what it has become.
            log.debug("the pair cannot be looked at", e);
            return;
        }
        if (now != told) {
            log.info("this broker " + now.message(), peer);
            told = now;
            changesBefore = changesSeen;
        }
        changesSeen = changes.count();
        // Until something changes, both still have the same: so it is when a pair is stopped one after the other.
        if (now != kept && (now != PairStanding.SERVES_ALONE || changesSeen > changesBefore)) {
            last.keep(now);
            kept = now;
        }
    }

    /** Looks no more. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
    }
}
