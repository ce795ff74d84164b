package dev.taskmaster.master.embedded;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artemis' acceptor, which tells once for each client that it refused why it did. Artemis' own words, of some refusals
 * only, are left out of the log of a command.
 */
final class TlsAcceptor extends NettyAcceptor {

    private static final Logger log = LoggerFactory.getLogger(TlsAcceptor.class);

    @SuppressWarnings("TooManyParameters")
    TlsAcceptor(
            String name,
            ClusterConnection connection,
            Map<String, Object> configuration,
            BufferHandler handler,
            ServerConnectionLifeCycleListener listener,
            ScheduledExecutorService scheduledThreadPool,
            Executor failureExecutor,
            @SuppressWarnings("rawtypes") Map<String, ProtocolManager> protocols,
            String threadGroup,
            MetricsManager metrics) {
        super(
                name,
                connection,
                configuration,
                handler,
                listener,
                scheduledThreadPool,
                failureExecutor,
                protocols,
                threadGroup,
                metrics);
    }

    @Override
    public SslHandler getSslHandler(ByteBufAllocator allocator, String peerHost, int peerPort) throws Exception {
        var handler = super.getSslHandler(allocator, peerHost, peerPort);
        handler.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                NoHttp.guard((Channel) done.getNow());
            } else {
                tell(peerHost, done.cause());
            }
        });
        return handler;
    }

    private static void tell(String peerHost, Throwable failure) {
        if (failure instanceof ClosedChannelException || failure.getCause() instanceof ClosedChannelException) {
            // Somebody only looked whether the port is open.
            log.debug("{} hung up before TLS was agreed on", peerHost, failure);
            return;
        }
        log.warn("no TLS with a client at {}: {}", peerHost, reason(failure));
        log.debug("no TLS with a client at {}", peerHost, failure);
    }

    /** What a person looks for at the client; the last cause has Java's own words. */
    private static String reason(Throwable failure) {
        var last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        var words = String.valueOf(last.getMessage());
        var small = words.toLowerCase(Locale.ROOT);
        if (small.startsWith("not an ssl/tls record")) {
            return "it does not speak it; its credentials file is another or an old one";
        }
        if (small.contains("empty client certificate")) {
            return "it shows no certificate; its credentials file is one from before --mtls";
        }
        if (small.contains("certificate_expired")) {
            return "it sees that this broker's certificate has expired; start this broker again to renew it";
        }
        if (small.contains("certificate_unknown") || small.contains("unknown_ca")) {
            // Some clients say no more of a certificate that has expired, either.
            return "it does not trust this broker's certificate under that name; its credentials file is another or an"
                    + " old one, --tls-host is missing here, or the certificate has expired and a new start renews it";
        }
        return words;
    }
}
