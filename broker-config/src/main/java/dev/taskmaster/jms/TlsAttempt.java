package dev.taskmaster.jms;

import dev.taskmaster.settings.TlsSettings;
import dev.taskmaster.tls.TlsClient;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is to speak TLS, and what came in its way: Artemis logs that and tells its caller only that there is
 * no connection. Safe for use by many threads.
 */
final class TlsAttempt {

    private static final String KEY = "tlsAttempt";

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Has all connections of the factory speak TLS as the settings say. */
    static TlsAttempt prepare(ActiveMQConnectionFactory factory, TlsSettings settings) {
        var attempt = new TlsAttempt();
        var context = TlsClient.context(settings);
        for (var connector : factory.getServerLocator().getStaticTransportConfigurations()) {
            attempt.prepare(connector);
            GivenSslContext.give(context, connector.getParams());
        }
        return attempt;
    }

    private void prepare(TransportConfiguration connector) {
        connector.setFactoryClassName(TlsConnectorFactory.class.getName());
        connector.getParams().put(KEY, this);
        connector.getParams().putIfAbsent(TransportConstants.VERIFY_HOST_PROP_NAME, true);
        connector.getParams().putIfAbsent(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, TlsClient.PROTOCOLS);
    }

    static TlsAttempt of(Map<String, Object> parameters) {
        return (TlsAttempt) Objects.requireNonNull(parameters.get(KEY), "it was prepared");
    }

    /** Remembers what went wrong first: the rest follows from it. */
    void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    @Nullable
    Throwable failure() {
        return failure.get();
    }
}
