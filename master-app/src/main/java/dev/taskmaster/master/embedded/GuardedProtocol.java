package dev.taskmaster.master.embedded;

import io.netty.channel.ChannelPipeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.routing.RoutingHandler;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.Connection;

/** A protocol of Artemis with a guard before it on each connection, until that has logged in. */
@SuppressWarnings("rawtypes")
final class GuardedProtocol<P extends BaseInterceptor, R extends RoutingHandler> implements ProtocolManager<P, R> {

    private static final String CORE = "CORE";
    private static final String STOMP = "STOMP";

    private final ProtocolManager<P, R> protocol;
    private final boolean core;

    private GuardedProtocol(ProtocolManager<P, R> protocol, boolean core) {
        this.protocol = protocol;
        this.core = core;
    }

    /** The same protocols; only those that have a guard, for nothing else is spoken. */
    @SuppressWarnings("unchecked")
    static Map<String, ProtocolManager> all(Map<String, ProtocolManager> protocols) {
        var guarded = new HashMap<String, ProtocolManager>();
        protocols.forEach((name, protocol) -> {
            if (!name.equals(CORE) && !name.equals(STOMP)) {
                throw new IllegalArgumentException("no guard for the protocol " + name);
            }
            guarded.put(name, new GuardedProtocol(protocol, name.equals(CORE)));
        });
        return guarded;
    }

    @Override
    public void addChannelHandlers(ChannelPipeline pipeline) {
        if (core) {
            CoreLogin.guard(pipeline);
        } else {
            StompLogin.guard(pipeline);
        }
        protocol.addChannelHandlers(pipeline);
    }

    @Override
    public void handshake(NettyServerConnection connection, ActiveMQBuffer buffer) {
        // The guard of CORE reads the greeting, which is all that Artemis does here.
        if (!core) {
            protocol.handshake(connection, buffer);
        }
    }

    @Override
    public boolean isProtocol(byte[] beginning) {
        return protocol.isProtocol(beginning);
    }

    @Override
    public boolean acceptsNoHandshake() {
        // Else Artemis leaves who speaks something else at the port of STOMP there for ever; the guard hangs up on it.
        return !core;
    }

    @Override
    public ProtocolManagerFactory<P> getFactory() {
        return protocol.getFactory();
    }

    @Override
    public void updateInterceptors(List<BaseInterceptor> incoming, List<BaseInterceptor> outgoing) {
        protocol.updateInterceptors(incoming, outgoing);
    }

    @Override
    public ConnectionEntry createConnectionEntry(Acceptor acceptor, Connection connection) {
        return protocol.createConnectionEntry(acceptor, connection);
    }

    @Override
    public void removeHandler(String name) {
        protocol.removeHandler(name);
    }

    @Override
    public void handleBuffer(RemotingConnection connection, ActiveMQBuffer buffer) {
        protocol.handleBuffer(connection, buffer);
    }

    @Override
    public List<String> websocketSubprotocolIdentifiers() {
        return protocol.websocketSubprotocolIdentifiers();
    }

    @Override
    public void setAnycastPrefix(String anycastPrefix) {
        protocol.setAnycastPrefix(anycastPrefix);
    }

    @Override
    public void setMulticastPrefix(String multicastPrefix) {
        protocol.setMulticastPrefix(multicastPrefix);
    }

    @Override
    public Map<SimpleString, RoutingType> getPrefixes() {
        return protocol.getPrefixes();
    }

    @Override
    public void setSecurityDomain(String securityDomain) {
        protocol.setSecurityDomain(securityDomain);
    }

    @Override
    public String getSecurityDomain() {
        return protocol.getSecurityDomain();
    }

    @Override
    public R getRoutingHandler() {
        return protocol.getRoutingHandler();
    }
}
