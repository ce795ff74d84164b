package dev.taskmaster.jms;

import dev.taskmaster.AccessRefusedException;
import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.settings.ConnectionSettings;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.api.core.ActiveMQInterruptedException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.JMSExceptionHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A started connection to a broker. It does not come back by itself: once {@link #lost()} says true, close it and open
 * another; what was not committed is given to others by the broker. Safe for use by many threads; the sessions made from
 * it belong to one thread each.
 */
public final class BrokerConnection implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BrokerConnection.class);

    private final ConnectionSettings settings;
    private final boolean ofPair;
    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final AtomicBoolean lost = new AtomicBoolean();

    private BrokerConnection(
            ConnectionSettings settings, boolean ofPair, ActiveMQConnectionFactory factory, Connection connection)
            throws JMSException {
        this.settings = settings;
        this.ofPair = ofPair;
        this.factory = factory;
        this.connection = connection;
        connection.setExceptionListener(e -> lost.set(true));
    }

    /**
     * Connects, logs in and starts delivery.
     *
     * @throws BrokerUnreachableException if nobody answers at the URL
     * @throws AccessRefusedException if the broker refuses the user or the password, or if TLS does not come about
     *     between what the settings say and the broker, which waiting does not change
     */
    public static BrokerConnection open(ConnectionSettings settings, ClientUrl client) {
        return open(settings, client, null);
    }

    /**
     * The same under a client id, which the broker shows to those who look at its connections. Of a pair it is the one that
     * answers.
     *
     * @param clientId unique among the connections of the broker, or {@code null} for none
     */
    public static BrokerConnection open(ConnectionSettings settings, ClientUrl client, @Nullable String clientId) {
        for (var place : settings.isOfPair() ? settings.places() : List.<ConnectionSettings>of()) {
            try {
                return openAt(place, true, client.ofPair(), clientId);
            } catch (BrokerUnreachableException e) {
                log.debug("not at {}", place, e);
            }
        }
        if (settings.isOfPair()) {
            throw new BrokerUnreachableException("no broker answers at " + settings.url()
                    + ": start the pair with \"master serve --ha\" or check --url");
        }
        return openAt(settings, false, client, clientId);
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static BrokerConnection openAt(
            ConnectionSettings settings, boolean ofPair, ClientUrl client, @Nullable String clientId) {
        ActiveMQConnectionFactory factory = null;
        ConnectAttempt attempt = null;
        Connection connection = null;
        try {
            factory = new ActiveMQConnectionFactory(client.of(settings.url()));
            attempt = ConnectAttempt.with(factory);
            if (settings.tls() != null) {
                ConnectAttempt.speakTls(factory, settings.tls());
            }
            var made = factory;
            connection = attempt.connect(() ->
                    made.createConnection(settings.user(), settings.password().reveal()));
            if (clientId != null) {
                // Before anything else is done with the connection (Jakarta Messaging 3.1, 6.1.2).
                connection.setClientID(clientId);
            }
            var broker = new BrokerConnection(settings, ofPair, factory, connection);
            connection.start();
            return broker;
        } catch (JMSException e) {
            closeQuietly(connection);
            closeQuietly(factory);
            throw JmsFailure.whileConnecting(settings, attempt, e);
        } catch (ActiveMQInterruptedException e) {
            // The broker went while it was waited for: the client throws that unchecked.
            closeQuietly(connection);
            closeQuietly(factory);
            throw JmsFailure.whileConnecting(settings, attempt, JMSExceptionHelper.convertFromActiveMQException(e));
        } catch (IllegalArgumentException e) {
            throw new BrokerUnreachableException(
                    "the broker URL " + settings.url() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * A session whose work counts only from its commit on. It and everything made from it belong to one thread.
     *
     * @throws JMSException if the connection is gone
     */
    public Session transactedSession() throws JMSException {
        return connection.createSession(true, Session.SESSION_TRANSACTED);
    }

    /**
     * The client id it was opened under, or {@code null} if it was none.
     *
     * @throws JMSException if the connection is gone
     */
    public @Nullable String clientId() throws JMSException {
        return connection.getClientID();
    }

    /** Whether the broker is gone. */
    public boolean lost() {
        return lost.get();
    }

    /** Whether it is one of a pair, so that the other one may answer when this one does not any more. */
    public boolean isOfPair() {
        return ofPair;
    }

    /** Whom it is logged in as, and where: of a pair the one place that answered. */
    public ConnectionSettings settings() {
        return settings;
    }

    /** Ends the connection with all its sessions; what they had not committed is rolled back. Idempotent. */
    @Override
    public void close() {
        closeQuietly(connection);
        closeQuietly(factory);
    }

    @SuppressWarnings("EmptyCatch")
    private static void closeQuietly(@Nullable AutoCloseable resource) {
        if (resource != null) {
            try {
                resource.close();
            } catch (Exception e) {
                log.debug("closing {} failed: the broker is gone already", resource, e);
            }
        }
    }
}
