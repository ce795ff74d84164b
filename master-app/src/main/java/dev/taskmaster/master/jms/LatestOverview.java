package dev.taskmaster.master.jms;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.master.admin.Overview;
import dev.taskmaster.settings.ConnectionSettings;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A broker at a glance, for pages and metrics that many may ask for at once: the broker itself is asked at most once in
 * {@link #MOST_AGE}. It connects when it is first asked, and again after the connection was lost. Safe for use by many
 * threads.
 */
public final class LatestOverview implements Supplier<Overview>, AutoCloseable {

    /** How old an answer may be: below the second after which a person looks again. */
    static final Duration MOST_AGE = Duration.ofMillis(900);

    private final Supplier<ConnectionSettings> settings;
    private final LongSupplier nanoClock;
    private @Nullable AdminBroker broker;
    private @Nullable Overview latest;
    private long takenNanos;
    private boolean closed;

    private LatestOverview(Supplier<ConnectionSettings> settings, LongSupplier nanoClock) {
        this.settings = settings;
        this.nanoClock = nanoClock;
    }

    /**
     * Of a broker that need not be there yet.
     *
     * @param settings how to reach it as master, asked at each connection because the password may have changed
     */
    public static LatestOverview of(Supplier<ConnectionSettings> settings) {
        return of(settings, System::nanoTime);
    }

    static LatestOverview of(Supplier<ConnectionSettings> settings, LongSupplier nanoClock) {
        return new LatestOverview(settings, nanoClock);
    }

    /**
     * What the broker says now, or said a moment ago.
     *
     * @throws dev.taskmaster.BrokerUnreachableException if no broker answers, or this is closed
     * @throws dev.taskmaster.AccessRefusedException if it refuses the user or the password
     */
    @Override
    public synchronized Overview get() {
        var known = latest;
        if (known != null && nanoClock.getAsLong() - takenNanos < MOST_AGE.toNanos()) {
            return known;
        }
        var taken = ask();
        latest = taken;
        takenNanos = nanoClock.getAsLong();
        return taken;
    }

    private Overview ask() {
        var connected = broker;
        if (connected == null) {
            return connect().overview();
        }
        try {
            return connected.overview();
        } catch (TaskmasterException e) {
            // The connection may be one to a broker that was there before.
            disconnect();
            return connect().overview();
        }
    }

    private AdminBroker connect() {
        if (closed) {
            throw new BrokerUnreachableException("the look at the broker has ended");
        }
        var connected = AdminBroker.connect(settings.get());
        broker = connected;
        return connected;
    }

    private void disconnect() {
        var connected = broker;
        broker = null;
        if (connected != null) {
            connected.close();
        }
    }

    /** Ends the connection. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        disconnect();
    }
}
