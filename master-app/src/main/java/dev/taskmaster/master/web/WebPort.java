package dev.taskmaster.master.web;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.settings.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port that is taken before the broker starts, so that who asked for one that is in use hears of it at once. Whoever
 * connects waits until a {@link MasterWeb} serves it. For one thread.
 */
public final class WebPort implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebPort.class);

    private final HostPort listen;
    private final @Nullable ServerSocketChannel channel;
    private final String reason;

    private WebPort(HostPort listen, @Nullable ServerSocketChannel channel, String reason) {
        this.listen = listen;
        this.channel = channel;
        this.reason = reason;
    }

    /**
     * Takes the port. One that nobody asked for may be in use.
     *
     * @throws InvalidUseException if one that was asked for cannot be listened on
     */
    public static WebPort take(WebSettings settings) {
        try {
            var channel = bound(settings.listen());
            return new WebPort(settings.listen().withPort(channel.socket().getLocalPort()), channel, "");
        } catch (IOException e) {
            if (settings.asked()) {
                throw new InvalidUseException(
                        "the console cannot be at " + settings.listen() + " (" + e.getMessage()
                                + "): choose another port with --console, or none with --console off",
                        e);
            }
            return new WebPort(settings.listen(), null, String.valueOf(e.getMessage()));
        }
    }

    private static ServerSocketChannel bound(HostPort listen) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            return channel.bind(new InetSocketAddress(listen.host(), listen.port()));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The channel that listens, or null, and a warning, if the port was in use. */
    @Nullable
    ServerSocketChannel channelOrWarning() {
        if (channel == null) {
            log.warn(
                    "no console: {} cannot be listened on ({}); --console HOST:PORT gives it another place",
                    listen,
                    reason);
        }
        return channel;
    }

    /** Where it listens, with the real port. */
    public HostPort listen() {
        return listen;
    }

    /** Gives the port back. Idempotent. */
    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                log.debug("closing the console's port", e);
            }
        }
    }
}
