package dev.taskmaster.jms;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnector;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ClientConnectionLifeCycleListener;
import org.apache.activemq.artemis.spi.core.remoting.ClientProtocolManager;
import org.jspecify.annotations.Nullable;

/** Artemis' connector, which tells its attempt why TLS failed. */
final class TlsConnector extends NettyConnector {

    private final TlsAttempt attempt;

    TlsConnector(
            Map<String, Object> configuration,
            BufferHandler handler,
            ClientConnectionLifeCycleListener listener,
            Executor closeExecutor,
            Executor threadPool,
            ScheduledExecutorService scheduledThreadPool,
            ClientProtocolManager protocolManager) {
        super(configuration, handler, listener, closeExecutor, threadPool, scheduledThreadPool, protocolManager);
        this.attempt = TlsAttempt.of(configuration);
    }

    @Override
    public NettyConnection createConnection(@Nullable Consumer<ChannelFuture> onConnect, String host, int port) {
        return super.createConnection(
                connecting -> {
                    if (onConnect != null) {
                        onConnect.accept(connecting);
                    }
                    // Told before the channel is active, which is when the handshake begins.
                    connecting.addListener((ChannelFuture done) -> {
                        if (done.isSuccess()) {
                            watch(done.channel());
                        }
                    });
                },
                host,
                port);
    }

    private void watch(Channel channel) {
        var pipeline = channel.pipeline();
        var tls = pipeline.get(SslHandler.class);
        tls.handshakeFuture().addListener(done -> {
            if (!done.isSuccess()) {
                attempt.failed(done.cause());
            }
        });
        // In TLS 1.3 a server refuses the client's certificate when the client has finished already (RFC 8446,
        // 4.4.2.4).
        pipeline.addAfter(pipeline.context(tls).name(), "afterTls", new ChannelInboundHandlerAdapter() {
            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                attempt.failed(cause);
                context.fireExceptionCaught(cause);
            }
        });
    }
}
