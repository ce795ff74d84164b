package dev.taskmaster.master.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;

/**
 * What a client of Artemis' own protocol may say before it has logged in: its greeting and the few small packets that a login
 * takes. Artemis would read any packet of any length, and make room for all that it claims to hold. A packet begins with its
 * length in 4 bytes, its type and its channel. Source: Artemis' ActiveMQFrameDecoder2, PacketImpl and the handlers of the
 * first two channels and the cluster's.
 */
final class CoreLogin extends ByteToMessageDecoder {

    /** Names and a password are in it, and little else. */
    private static final int LONGEST_PACKET = 64 * 1024;

    private static final ByteBuf GREETING = Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("ARTEMIS", StandardCharsets.US_ASCII).asReadOnly());

    /** RFC 8446, 5.1. */
    private static final byte TLS_HANDSHAKE = 22;

    private static final int TYPE = 4;
    private static final int CONTENT = TYPE + 1 + Long.BYTES;
    private static final int REATTACHED = CONTENT + Integer.BYTES;

    /** The cluster's is what another broker of a pair says, with the pair's own password. */
    @SuppressWarnings("deprecation")
    private static final Set<Byte> ALLOWED = Set.of(
            PacketImpl.PING,
            PacketImpl.SUBSCRIBE_TOPOLOGY,
            PacketImpl.SUBSCRIBE_TOPOLOGY_V2,
            PacketImpl.CHECK_FOR_FAILOVER,
            PacketImpl.CREATESESSION,
            PacketImpl.CREATESESSION_V2,
            PacketImpl.REATTACH_SESSION,
            PacketImpl.CLUSTER_CONNECT);

    private boolean greeted;
    private boolean refused;

    private CoreLogin() {}

    /** Sets the guard at a connection's end of the pipeline so far; it leaves when the login is answered. */
    static void guard(ChannelPipeline pipeline) {
        pipeline.addLast(new CoreLogin(), new Watch());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!greeted) {
            if (in.readableBytes() < GREETING.readableBytes()) {
                return;
            }
            if (!ByteBufUtil.equals(in, in.readerIndex(), GREETING, 0, GREETING.readableBytes())) {
                refuse(context, in, stranger(in.getByte(in.readerIndex())));
                return;
            }
            in.skipBytes(GREETING.readableBytes());
            greeted = true;
        }
        if (in.readableBytes() <= TYPE) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        byte type = in.getByte(in.readerIndex() + TYPE);
        if (!ALLOWED.contains(type)) {
            refuse(context, in, "its packet of type " + type + " comes before a login");
        } else if (length < CONTENT - TYPE || length > LONGEST_PACKET) {
            refuse(context, in, "its packet of " + Integer.toUnsignedLong(length) + " bytes comes before a login");
        } else if (in.readableBytes() >= TYPE + length) {
            out.add(in.readRetainedSlice(TYPE + length));
        }
    }

    /** Else Artemis ends it by a thread of its own for each, and a flood of them takes the places of others meanwhile. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        Strangers.lose(context.channel(), failure);
    }

    private static String stranger(byte first) {
        return first == TLS_HANDSHAKE
                ? "it speaks TLS, and this broker does not"
                : "it does not speak Artemis' protocol";
    }

    private void refuse(ChannelHandlerContext context, ByteBuf in, String reason) {
        refused = true;
        in.skipBytes(in.readableBytes());
        Strangers.refuse(context.channel(), reason);
    }

    /** Sees the answers go out. */
    private static final class Watch extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof ByteBuf packet && letsIn(packet)) {
                context.pipeline().remove(CoreLogin.class);
                super.write(context, message, promise);
                context.pipeline().remove(this);
            } else {
                super.write(context, message, promise);
            }
        }

        private static boolean letsIn(ByteBuf packet) {
            int start = packet.readerIndex();
            if (packet.readableBytes() < CONTENT) {
                return false;
            }
            return switch (packet.getByte(start + TYPE)) {
                case PacketImpl.CREATESESSION_RESP -> true;
                case PacketImpl.CLUSTER_CONNECT_REPLY -> isTrue(packet, start + CONTENT);
                case PacketImpl.REATTACH_SESSION_RESP -> isTrue(packet, start + REATTACHED);
                default -> false;
            };
        }

        private static boolean isTrue(ByteBuf packet, int index) {
            return index < packet.writerIndex() && packet.getByte(index) != 0;
        }
    }
}
