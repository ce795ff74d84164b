package dev.taskmaster.jms;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.apache.activemq.artemis.core.protocol.core.impl.ActiveMQClientProtocolManager;
import org.apache.activemq.artemis.core.protocol.core.impl.ActiveMQClientProtocolManagerFactory;
import org.apache.activemq.artemis.spi.core.remoting.ClientProtocolManager;

/** Artemis' own protocol, with somebody in the pipeline who tells an attempt what comes from the wire. */
final class WatchedProtocol extends ActiveMQClientProtocolManagerFactory {

    private final ConnectAttempt attempt;

    WatchedProtocol(ConnectAttempt attempt) {
        this.attempt = attempt;
    }

    @Override
    public ClientProtocolManager newProtocolManager() {
        return new ActiveMQClientProtocolManager() {
            @Override
            public void addChannelHandlers(ChannelPipeline pipeline) {
                // Behind TLS and before all that would keep an exception for itself.
                pipeline.addLast("attempt", new Watch(attempt));
                super.addChannelHandlers(pipeline);
            }
        };
    }

    private static final class Watch extends ChannelInboundHandlerAdapter {

        private final ConnectAttempt attempt;

        Watch(ConnectAttempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            attempt.answered();
            context.fireChannelActive();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent done && !done.isSuccess()) {
                attempt.failed(done.cause());
            }
            context.fireUserEventTriggered(event);
        }

        /** In TLS 1.3 a server refuses a client's certificate after the handshake has ended here (RFC 8446, 4.4.2.4). */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            attempt.failed(cause);
            context.fireExceptionCaught(cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            attempt.ended();
            context.fireChannelInactive();
        }
    }
}
