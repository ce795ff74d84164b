package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.master.tls.TlsWish;
import dev.taskmaster.settings.HostPort;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** What a broker can listen on, and what others then connect to. */
final class ListenAddress {

    private ListenAddress() {}

    /** What an address is for where the broker listens, as the end of a sentence. */
    static final String LISTEN = "to listen on";

    /** The same where it speaks STOMP. */
    static final String STOMP = "for STOMP";

    /**
     * Tries the address before the broker is started on it. Another program may still come first afterwards; the broker's
     * own failure then ends in the same line, only later and beside Artemis' log.
     *
     * @param use what it is for
     * @throws InvalidUseException if it cannot be listened on
     */
    static void checkFree(HostPort listen, String use) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(listen.host(), listen.port()));
        } catch (IOException e) {
            throw refused(listen, use, e);
        }
    }

    /** The error for an address that could not be bound. */
    static InvalidUseException refused(HostPort listen, String use, Exception e) {
        var message = String.valueOf(e.getMessage());
        if (e instanceof UnresolvedAddressException || message.contains("nresolved")) {
            return new InvalidUseException(
                    "host " + listen.host() + " is not known: give a name or an address of this machine " + use, e);
        }
        if (e instanceof BindException && message.contains("ssign")) {
            return new InvalidUseException(
                    listen.host() + " is no address of this machine: give one of its own " + use, e);
        }
        if (e instanceof BindException && message.contains("denied")) {
            return new InvalidUseException(
                    "port " + listen.port() + " needs the rights of an administrator: choose one from 1024 on " + use,
                    e);
        }
        return new InvalidUseException(
                "port " + listen.port() + " of " + listen.host()
                        + " is in use: choose another " + use
                        + (use.equals(LISTEN) ? ", or use the broker there by its URL" : ""),
                e);
    }

    /**
     * Where others reach a broker that listens there: a wildcard stands for the first name that its certificate was wished
     * for, or else for the name of this machine.
     */
    static HostPort forOthers(HostPort listen, @Nullable TlsWish tls) {
        try {
            if (tls != null && !tls.hosts().isEmpty() && isWildcard(listen)) {
                return new HostPort(tls.hosts().get(0), listen.port());
            }
            return isWildcard(listen) ? new HostPort(InetAddress.getLocalHost().getHostName(), listen.port()) : listen;
        } catch (UnknownHostException e) {
            // A machine that does not know its own name is reached from itself at least.
            return new HostPort(InetAddress.getLoopbackAddress().getHostAddress(), listen.port());
        }
    }

    /** Where this machine reaches it itself, whatever its name is to others. */
    static HostPort forThisMachine(HostPort listen) {
        try {
            return isWildcard(listen) ? new HostPort("127.0.0.1", listen.port()) : listen;
        } catch (UnknownHostException e) {
            return listen;
        }
    }

    private static boolean isWildcard(HostPort listen) throws UnknownHostException {
        return InetAddress.getByName(listen.host()).isAnyLocalAddress();
    }
}
