package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.admin.TaskCounts;
import dev.taskmaster.master.tls.BrokerTls;
import dev.taskmaster.master.tls.TlsWish;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.HostPort;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.login.Configuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running broker in this process. What it answered as committed is on the disk and survives the process; the same data
 * directory can be started again after {@link #close()} or a crash. Safe for use by many threads.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final DataDirectory data;
    private final BrokerServer server;
    private final Accounts accounts;
    private final UserWatch watch;
    private final List<Runnable> usersChanged;
    private final @Nullable TlsWish wish;
    private final @Nullable BrokerTls tls;
    private final @Nullable PairWatch pairWatch;

    private EmbeddedBroker(
            DataDirectory data,
            BrokerServer server,
            Accounts accounts,
            UserWatch watch,
            List<Runnable> usersChanged,
            @Nullable TlsWish wish,
            @Nullable BrokerTls tls,
            @Nullable PairWatch pairWatch) {
        this.data = data;
        this.server = server;
        this.accounts = accounts;
        this.watch = watch;
        this.usersChanged = usersChanged;
        this.wish = wish;
        this.tls = tls;
        this.pairWatch = pairWatch;
    }

    /**
     * Starts a broker and returns when clients can connect. The first start of a data directory makes the users admin,
     * master and worker with random passwords; every start brings the URL in their credentials files up to date.
     * While it runs, it takes what {@link Users} changes, and closes the connections that have an old password.
     *
     * @throws InvalidUseException if the port or the data directory is in use or cannot be used, or if the users' files
     *     or the configuration are broken; nothing is left running then
     */
    public static EmbeddedBroker start(EmbeddedSettings settings) {
        var data = DataDirectory.open(settings.data(), settings.job());
        try {
            return start(data, settings);
        } catch (RuntimeException | Error e) {
            data.close();
            throw e;
        }
    }

    private static EmbeddedBroker start(DataDirectory data, EmbeddedSettings settings) {
        var pair = settings.pair();
        if (pair != null) {
            // First, so that a backup without what the primary has made gets no users of its own.
            PairSecret.of(data.path(), pair);
            new LastStanding(data.path(), pair).check();
        }
        var accounts = Accounts.read(data.path());
        ListenAddress.checkFree(settings.listen(), ListenAddress.LISTEN);
        if (settings.stomp() != null) {
            ListenAddress.checkFree(settings.stomp(), ListenAddress.STOMP);
        }
        var tls = tls(data, settings, false);
        var server = BrokerServer.start(data.path(), settings, tls);
        try {
            var url = url(settings, server.listen());
            accounts.publish(url, tls == null ? null : tls.clients());
            data.announce(url);
            var usersChanged = new CopyOnWriteArrayList<Runnable>(List.of(server::checkLogins));
            var watch = accounts.watch(() -> usersChanged.forEach(Runnable::run));
            if (pair == null) {
                log.info("broker ready at {}, data in {}", url, data.path());
            } else {
                log.info("{} of the pair {}, data in {}", pair.side().word(), url, data.path());
            }
            if (server.stomp() != null) {
                log.info("STOMP at {}", server.stomp());
            }
            var pairWatch = pair == null ? null : server.watch(pair, new LastStanding(data.path(), pair));
            return new EmbeddedBroker(data, server, accounts, watch, usersChanged, settings.tls(), tls, pairWatch);
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private static @Nullable BrokerTls tls(DataDirectory data, EmbeddedSettings settings, boolean anew) {
        return settings.tls() == null ? null : BrokerTls.prepare(data.path(), settings.listen(), settings.tls(), anew);
    }

    private static String url(EmbeddedSettings settings, HostPort listen) {
        var place = ListenAddress.forOthers(listen, settings.tls());
        if (settings.pair() != null) {
            return pairUrl(settings, place, settings.pair());
        }
        return settings.tls() == null ? ConnectionSettings.urlOf(place) : ConnectionSettings.tlsUrlOf(place);
    }

    /** The same at both: the primary comes first. */
    private static String pairUrl(EmbeddedSettings settings, HostPort place, Pair pair) {
        boolean isPrimary = pair.side() == Pair.Side.PRIMARY;
        var first = isPrimary ? place : pair.peer();
        var second = isPrimary ? pair.peer() : place;
        return settings.tls() == null
                ? ConnectionSettings.urlOf(first, second)
                : ConnectionSettings.tlsUrlOf(first, second);
    }

    /**
     * Makes what a start would make, without one: users and certificates. The users' files and the authority stay where
     * they are there already; the broker's certificate is made anew, which is how it is renewed.
     *
     * @return where the broker will be reached
     * @throws InvalidUseException as at a start
     */
    public static String initialize(EmbeddedSettings settings) {
        return initialize(settings, false);
    }

    /**
     * The same in the directory of an instance of Artemis' distribution, which is then started with its own command: also
     * writes its {@code etc/broker.xml} and {@code etc/login.config}.
     *
     * @return where the broker will be reached
     * @throws InvalidUseException as at a start
     */
    public static String initializeInstance(EmbeddedSettings settings) {
        return initialize(settings, true);
    }

    private static String initialize(EmbeddedSettings settings, boolean instance) {
        try (var data = DataDirectory.open(settings.data(), null)) {
            if (settings.pair() != null) {
                PairSecret.of(data.path(), settings.pair());
            }
            var accounts = Accounts.read(data.path());
            var tls = tls(data, settings, true);
            var url = url(settings, settings.listen());
            accounts.publish(url, tls == null ? null : tls.clients());
            if (instance) {
                InstanceFiles.write(data.path(), settings);
            }
            return url;
        }
    }

    /** Where it listens: the host as asked for, and the real port. */
    public HostPort listen() {
        return server.listen();
    }

    /** Where it speaks STOMP, with the real port, or {@code null} if it does not. */
    public @Nullable HostPort stomp() {
        return server.stomp();
    }

    /**
     * How the first user of a role connects: what its credentials file says.
     *
     * @throws InvalidUseException if the file is gone (moved to another host) or broken
     */
    public ConnectionSettings connection(Role role) {
        return accounts.connection(role);
    }

    /** Has somebody told, on a thread of the broker's, when its users, passwords or roles have changed. */
    public void onUsersChanged(Runnable listener) {
        usersChanged.add(listener);
    }

    /** The same for a client in this process, which needs no name that others know; of a pair it may be either one. */
    public ConnectionSettings connectionFromHere(Role role) {
        if (pairWatch != null) {
            return connection(role);
        }
        var place = ListenAddress.forThisMachine(listen());
        return connection(role)
                .withUrl(tls == null ? ConnectionSettings.urlOf(place) : ConnectionSettings.tlsUrlOf(place));
    }

    /** The name by which others reach a server of this process that listens there. */
    public String hostForOthers(HostPort place) {
        return ListenAddress.forOthers(place, wish).host();
    }

    /** What it speaks TLS with, or {@code null} if it does not. */
    public @Nullable BrokerTls tls() {
        return tls;
    }

    /** Its users with their passwords and roles, for a login by JAAS: the answer to every realm's name. */
    public Configuration users() {
        return new FileRealm(UserFiles.directory(data.path()));
    }

    /**
     * The broker's own counts, with those of each queue: empty unless the settings ask for meters. Another registry that
     * is added to it shows them.
     */
    public CompositeMeterRegistry meters() {
        return server.meters();
    }

    /** What has passed it of tasks since it started: nothing unless the settings ask for meters. */
    public TaskCounts tasks() {
        return server.tasks();
    }

    /** Whether it serves: false after {@link #close()}, and after its disk failed so that it had to stop by itself. */
    public boolean isActive() {
        return server.isActive();
    }

    /**
     * Stops the broker: connections end, what they had not committed is rolled back, the journal is closed. Idempotent;
     * gives up waiting after {@link BrokerServer#STOP_LIMIT}, and then keeps the data directory locked until the process
     * ends.
     */
    @Override
    public void close() {
        if (pairWatch != null) {
            pairWatch.close();
        }
        watch.close();
        if (server.close()) {
            data.close();
        }
    }
}
