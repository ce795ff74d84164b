package dev.taskmaster.worker.jms;

import dev.taskmaster.message.WorkerReport;
import dev.taskmaster.worker.slot.Life;
import dev.taskmaster.worker.slot.Standing;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the broker every few seconds how a worker stands, for those who look at it. It has a thread and a session of its
 * own: what goes wrong here goes wrong for nobody else. Reports may be missed; the next one says it all again.
 */
public final class Reporter {

    /** How often it looks. A thousand workers are some hundred small calls a second for their broker. */
    static final Duration PERIOD = Duration.ofSeconds(3);

    /** While there is nothing new, a sign of life after so long is enough. */
    static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    /** How soon it looks again while there is no connection. */
    private static final Duration WHILE_APART = Duration.ofMillis(500);

    /** So that workers which start together do not report together. */
    private static final double JITTER = 0.3;

    private static final Logger log = LoggerFactory.getLogger(Reporter.class);

    private final BrokerLink link;
    private final Supplier<Standing> standing;
    private final String version;
    private final Clock clock;
    private final RandomGenerator random;
    private @Nullable JmsReportChannel channel;
    private @Nullable Standing told;
    private Instant toldAt = Instant.EPOCH;

    private Reporter(
            BrokerLink link, Supplier<Standing> standing, String version, Clock clock, RandomGenerator random) {
        this.link = link;
        this.version = version;
        this.standing = standing;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Reports until the worker's life ends.
     *
     * @param standing how the worker stands at the moment
     * @param version of the worker's program
     */
    public static void start(
            BrokerLink link,
            Supplier<Standing> standing,
            String version,
            Life life,
            Clock clock,
            RandomGenerator random) {
        var reporter = new Reporter(link, standing, version, clock, random);
        var thread = new Thread(() -> reporter.keepReporting(life), "worker-report");
        thread.setDaemon(true);
        thread.start();
    }

    private void keepReporting(Life life) {
        var wait = WHILE_APART;
        while (!life.awaitEnd(wait)) {
            wait = report() ? spread(PERIOD) : WHILE_APART;
        }
        drop();
    }

    private Duration spread(Duration span) {
        return Duration.ofNanos((long) (span.toNanos() * (1 + random.nextDouble(-JITTER, JITTER))));
    }

    /** Says what is new; false while there is nobody to say it to. */
    private boolean report() {
        try {
            var open = connected();
            if (open == null) {
                return false;
            }
            var now = clock.instant();
            var stands = standing.get();
            if (!stands.equals(told) || !now.isBefore(toldAt.plus(SIGN_OF_LIFE))) {
                open.put(report(stands, now).of(version));
                told = stands;
                toldAt = now;
            }
            return true;
        } catch (JMSException | RuntimeException e) {
            log.debug("no report now: {}", e.getMessage(), e);
            drop();
            return true;
        }
    }

    private @Nullable JmsReportChannel connected() throws JMSException {
        if (channel != null && channel.lost()) {
            drop();
        }
        if (channel == null) {
            channel = link.openReports();
        }
        return channel;
    }

    private static WorkerReport report(Standing standing, Instant now) {
        var run = standing.longest();
        return new WorkerReport(
                standing.done(),
                standing.failed(),
                standing.running(),
                now,
                run == null || run.task().job() == null
                        ? null
                        : new WorkerReport.Longest(
                                run.task().job() + ":" + run.task().index(), run.since()));
    }

    /** A new session knows nothing of what was told on the one before. */
    private void drop() {
        told = null;
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
