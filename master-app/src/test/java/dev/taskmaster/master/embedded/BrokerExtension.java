package dev.taskmaster.master.embedded;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.master.tls.TlsWish;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.HostPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One broker a test class, on a port that the system chooses, with fresh data below {@code target/test-data}. Register it
 * in a static field with {@code @RegisterExtension}.
 */
public final class BrokerExtension implements BeforeAllCallback, AfterAllCallback {

    private final @Nullable TlsWish tls;
    private @Nullable EmbeddedSettings settings;
    private @Nullable EmbeddedBroker broker;

    /** A broker without TLS. */
    public BrokerExtension() {
        this(null);
    }

    /** A broker that speaks TLS so, or not if that is null. */
    public BrokerExtension(@Nullable TlsWish tls) {
        this.tls = tls;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Logging.start(LogFormat.HUMAN, false);
        var plain =
                new EmbeddedSettings(freshData(context.getRequiredTestClass().getSimpleName()), anyPort());
        settings = tls == null ? plain : plain.withTls(tls);
        broker = EmbeddedBroker.start(settings);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (broker != null) {
            broker.close();
        }
    }

    /** How the user of that role connects. */
    public ConnectionSettings connection(Role role) {
        return started().connection(role);
    }

    /** The running broker. */
    public EmbeddedBroker started() {
        if (broker == null) {
            throw new IllegalStateException("register the extension in a static field");
        }
        return broker;
    }

    /** Stops the broker and starts it again on the same data and the same port. */
    public void restart() {
        var listen = started().listen();
        started().close();
        if (settings != null) {
            var again = new EmbeddedSettings(settings.data(), listen);
            broker = EmbeddedBroker.start(tls == null ? again : again.withTls(tls));
        }
    }

    /** A port of loopback that the system has free now: a broker that is started again keeps it. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loopback, and a port that the system chooses. */
    public static HostPort anyPort() {
        return new HostPort("127.0.0.1", 0);
    }

    /** A data directory of that name that does not exist yet. */
    public static Path freshData(String name) {
        var data = Path.of("target", "test-data", name);
        if (Files.exists(data)) {
            try (var files = Files.walk(data)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return data;
    }
}
