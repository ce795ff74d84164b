package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.settings.ConnectionSettings;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Whoever is one too many is not let in, those inside stay, and a place that is free again is given. */
class ConnectionLimitBrokerTest {

    private static final String LIMIT = "taskmaster.connections-allowed";

    /** Who is not let in is not told so, and waits as long as it likes. */
    private static final Duration IMPATIENCE = Duration.ofMillis(500);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Held, or its level would be forgotten: broker and client warn of who is not let in. */
    private static final Logger REFUSALS = Logger.getLogger("org.apache.activemq.artemis.core");

    @Test
    void one_too_many_waits_outside() throws Exception {
        REFUSALS.setLevel(Level.OFF);
        System.setProperty(LIMIT, "2");
        try (var broker = EmbeddedBroker.start(new EmbeddedSettings(
                BrokerExtension.freshData("ConnectionLimitBrokerTest"), BrokerExtension.anyPort()))) {
            var login = broker.connection(Role.WORKER);
            try (var one = connect(login, PATIENCE)) {
                try (var two = connect(login, PATIENCE)) {
                    assertThatThrownBy(() -> connect(login, IMPATIENCE)).isInstanceOf(JMSException.class);
                    one.createSession().close();
                    two.createSession().close();
                }
                Awaitility.await()
                        .atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(JMSException.class)
                        .until(() -> {
                            connect(login, Duration.ofSeconds(3)).close();
                            return true;
                        });
            }
        } finally {
            System.clearProperty(LIMIT);
            REFUSALS.setLevel(null);
        }
    }

    private static Connection connect(ConnectionSettings login, Duration wait) throws JMSException {
        // Not closed: that would close its connections.
        var factory = new ActiveMQConnectionFactory(login.url()
                + "?useEpoll=false&useKQueue=false&initialConnectAttempts=1&callTimeout=" + wait.toMillis());
        var connection = factory.createConnection(login.user(), login.password().reveal());
        connection.start();
        return connection;
    }
}
