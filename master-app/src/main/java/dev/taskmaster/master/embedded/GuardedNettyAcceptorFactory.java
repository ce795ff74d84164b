package dev.taskmaster.master.embedded;

import dev.taskmaster.jms.GivenSslContext;
import dev.taskmaster.master.tls.BrokerTls;
import dev.taskmaster.tls.TlsClient;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;
import org.apache.activemq.artemis.utils.actors.OrderedExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Makes acceptors that let a stranger say no more than a login takes. Public because Artemis makes it by its name,
 * in which it looks for "Netty": a pair's connection to the other broker goes with such an acceptor alone. Source: Artemis'
 * TransportConfiguration.isEquivalent.
 */
public final class GuardedNettyAcceptorFactory implements AcceptorFactory {

    /** Has all acceptors of a broker be of this kind, and speak TLS and nothing else if it is given. */
    static void configure(Configuration configuration, @Nullable BrokerTls tls) {
        for (var acceptor : configuration.getAcceptorConfigurations()) {
            acceptor.setFactoryClassName(GuardedNettyAcceptorFactory.class.getName());
            if (tls == null) {
                continue;
            }
            var parameters = acceptor.getParams();
            GivenSslContext.give(tls.context(), parameters);
            parameters.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, TlsClient.PROTOCOLS);
            parameters.put(TransportConstants.ENABLED_CIPHER_SUITES_PROP_NAME, BrokerTls.CIPHER_SUITES);
            parameters.put(TransportConstants.NEED_CLIENT_AUTH_PROP_NAME, tls.mutual());
        }
    }

    @Override
    @SuppressWarnings("TooManyParameters")
    public Acceptor createAcceptor(
            String name,
            ClusterConnection connection,
            Map<String, Object> configuration,
            BufferHandler handler,
            ServerConnectionLifeCycleListener listener,
            Executor threadPool,
            ScheduledExecutorService scheduledThreadPool,
            @SuppressWarnings("rawtypes") Map<String, ProtocolManager> protocols,
            String threadGroup,
            MetricsManager metrics) {
        return new TlsAcceptor(
                name,
                connection,
                configuration,
                handler,
                listener,
                scheduledThreadPool,
                new OrderedExecutor(threadPool),
                GuardedProtocol.all(protocols),
                threadGroup,
                metrics);
    }
}
