package dev.taskmaster.jms;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ClientConnectionLifeCycleListener;
import org.apache.activemq.artemis.spi.core.remoting.ClientProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.Connector;

/** Makes the connectors of a {@link TlsAttempt}. Public because Artemis makes it by its name. */
public final class TlsConnectorFactory extends NettyConnectorFactory {

    @Override
    public Connector createConnector(
            Map<String, Object> configuration,
            BufferHandler handler,
            ClientConnectionLifeCycleListener listener,
            Executor closeExecutor,
            Executor threadPool,
            ScheduledExecutorService scheduledThreadPool,
            ClientProtocolManager protocolManager) {
        return new TlsConnector(
                configuration, handler, listener, closeExecutor, threadPool, scheduledThreadPool, protocolManager);
    }
}
