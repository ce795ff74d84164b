package dev.taskmaster.jms;

import dev.taskmaster.settings.TlsSettings;
import dev.taskmaster.tls.TlsClient;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect, and what came in its way. Artemis logs why TLS failed and tells its caller only that there is no
 * connection, and when the other end hangs up early it goes on waiting for an answer (waitForTopology); here the reason is
 * kept and the wait is ended. Safe for use by many threads.
 */
final class ConnectAttempt {

    /** What is tried. */
    interface Connecting {
        Connection connect() throws JMSException;
    }

    /** Of a pair of brokers one may hang up and the other answer. */
    private final boolean onlyOne;

    private @Nullable Throwable failure;
    private @Nullable Thread waiting;
    private boolean answered;
    private boolean ended;

    private ConnectAttempt(boolean onlyOne) {
        this.onlyOne = onlyOne;
    }

    /** Watches the connections of a factory. */
    static ConnectAttempt with(ActiveMQConnectionFactory factory) {
        var locator = factory.getServerLocator();
        var attempt = new ConnectAttempt(locator.getStaticTransportConfigurations().length == 1);
        locator.setProtocolManagerFactory(new WatchedProtocol(attempt).setLocator(locator));
        return attempt;
    }

    /** Has the connections of a factory speak TLS as the settings say, whatever the URL says. */
    static void speakTls(ActiveMQConnectionFactory factory, TlsSettings settings) {
        var context = TlsClient.context(settings);
        for (var connector : factory.getServerLocator().getStaticTransportConfigurations()) {
            var parameters = connector.getParams();
            GivenSslContext.give(context, parameters);
            parameters.putIfAbsent(TransportConstants.VERIFY_HOST_PROP_NAME, true);
            parameters.putIfAbsent(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, TlsClient.PROTOCOLS);
        }
    }

    /** Connects; the other end's hanging up ends it. */
    Connection connect(Connecting connecting) throws JMSException {
        synchronized (this) {
            waiting = Thread.currentThread();
        }
        try {
            return connecting.connect();
        } finally {
            synchronized (this) {
                waiting = null;
                if (ended) {
                    // Our own interrupt, which has done its work.
                    Thread.interrupted();
                }
            }
        }
    }

    /** Remembers what went wrong first: the rest follows from it. */
    synchronized void failed(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    /** Somebody has taken up at the other end. */
    synchronized void answered() {
        answered = true;
    }

    /** The other end has hung up. */
    synchronized void ended() {
        if (onlyOne && waiting != null && !ended) {
            ended = true;
            waiting.interrupt();
        }
    }

    /** Whether there was somebody, whatever came of it. */
    synchronized boolean wasAnswered() {
        return answered;
    }

    synchronized @Nullable Throwable failure() {
        return failure;
    }
}
