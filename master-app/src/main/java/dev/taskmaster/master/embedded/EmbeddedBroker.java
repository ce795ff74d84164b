package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.admin.TaskCounts;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.HostPort;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.login.Configuration;
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

    private EmbeddedBroker(
            DataDirectory data, BrokerServer server, Accounts accounts, UserWatch watch, List<Runnable> usersChanged) {
        this.data = data;
        this.server = server;
        this.accounts = accounts;
        this.watch = watch;
        this.usersChanged = usersChanged;
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
        var accounts = Accounts.read(data.path());
        ListenAddress.checkFree(settings.listen());
        var server = BrokerServer.start(data.path(), settings.listen(), settings.metered());
        try {
            var url = ConnectionSettings.urlOf(ListenAddress.forOthers(server.listen()));
            accounts.publish(url);
            data.announce(url);
            var usersChanged = new CopyOnWriteArrayList<Runnable>(List.of(server::checkLogins));
            var watch = accounts.watch(() -> usersChanged.forEach(Runnable::run));
            log.info("broker ready at {}, data in {}", url, data.path());
            return new EmbeddedBroker(data, server, accounts, watch, usersChanged);
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** Where it listens: the host as asked for, and the real port. */
    public HostPort listen() {
        return server.listen();
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
        watch.close();
        if (server.close()) {
            data.close();
        }
    }
}
