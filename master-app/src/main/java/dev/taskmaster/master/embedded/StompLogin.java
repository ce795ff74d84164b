package dev.taskmaster.master.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/**
 * What a client of STOMP may say before it has logged in: one small frame. Artemis would gather one of any length. Source: STOMP
 * 1.2, CONNECT and CONNECTED.
 */
final class StompLogin extends ChannelDuplexHandler {

    private static final int MOST_BYTES = 64 * 1024;
    private static final String CONNECT = "CONNECT";
    private static final String STOMP = "STOMP";
    private static final String CONNECTED = "CONNECTED";

    private long said;
    private boolean refused;

    private StompLogin() {}

    /** Sets the guard at a connection's end of the pipeline so far; it leaves when the login is answered. */
    static void guard(ChannelPipeline pipeline) {
        pipeline.addLast(new StompLogin());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && !refused) {
            if (said == 0 && !isLogin(bytes)) {
                refuse(context, "it does not speak STOMP");
            }
            said += bytes.readableBytes();
            if (said > MOST_BYTES && !refused) {
                refuse(context, "it sends more than " + MOST_BYTES + " bytes before a login");
            }
        }
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        Strangers.lose(context.channel(), failure);
    }

    private void refuse(ChannelHandlerContext context, String reason) {
        refused = true;
        Strangers.refuse(context.channel(), reason);
    }

    /** Artemis waits for 8 bytes before it chooses a protocol. */
    private static boolean isLogin(ByteBuf bytes) {
        return begins(bytes, CONNECT) || begins(bytes, STOMP);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        super.write(context, message, promise);
        if (message instanceof ByteBuf frame && begins(frame, CONNECTED)) {
            context.pipeline().remove(this);
        }
    }

    private static boolean begins(ByteBuf bytes, String word) {
        return bytes.readableBytes() >= word.length()
                && bytes.toString(bytes.readerIndex(), word.length(), StandardCharsets.US_ASCII)
                        .equals(word);
    }
}
