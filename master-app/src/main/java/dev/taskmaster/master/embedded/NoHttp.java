package dev.taskmaster.master.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * Hangs up on who speaks HTTP at a port with TLS. Artemis' acceptors speak it always, to tunnel other protocols, and gather a
 * request of up to 2 GiB from anybody. Source: Artemis' ProtocolHandler.
 */
final class NoHttp extends ChannelInboundHandlerAdapter {

    /** Of GET, POST, HEAD, OPTIONS, DELETE, TRACE; no greeting of CORE or STOMP begins so. */
    private static final String BEGINNINGS = "GPHODT";

    private NoHttp() {}

    /** Looks at the first byte of a connection whose TLS is agreed on. */
    static void guard(Channel channel) {
        var ssl = channel.pipeline().context(SslHandler.class);
        channel.pipeline().addAfter(ssl.name(), null, new NoHttp());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            if (BEGINNINGS.indexOf(bytes.getByte(bytes.readerIndex())) >= 0) {
                ReferenceCountUtil.release(message);
                Strangers.refuse(context.channel(), "it speaks HTTP");
                return;
            }
            context.pipeline().remove(this);
        }
        context.fireChannelRead(message);
    }
}
