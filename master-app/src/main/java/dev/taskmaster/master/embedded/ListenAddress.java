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

    /** The option that names where the broker listens. */
    static final String LISTEN = "--listen";

    /** The option that names where it speaks STOMP. */
    static final String STOMP = "--stomp";

    /**
     * Tries the address before the broker is started on it. Another program may still come first afterwards; the broker's
     * own failure then ends in the same line, only later and beside Artemis' log.
     *
     * @param option the option that names it
     * @throws InvalidUseException if it cannot be listened on
     */
    static void checkFree(HostPort listen, String option) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(listen.host(), listen.port()));
        } catch (IOException e) {
            throw refused(listen, option, e);
        }
    }

    /** The error for an address that could not be bound. */
    static InvalidUseException refused(HostPort listen, String option, Exception e) {
        var message = String.valueOf(e.getMessage());
        if (e instanceof UnresolvedAddressException || message.contains("nresolved")) {
            return new InvalidUseException(
                    "host " + listen.host() + " is not known: give a name or an address of this machine with " + option,
                    e);
        }
        if (e instanceof BindException && message.contains("ssign")) {
            return new InvalidUseException(
                    listen.host() + " is no address of this machine: give one of its own with " + option, e);
        }
        if (e instanceof BindException && message.contains("denied")) {
            return new InvalidUseException(
                    "port " + listen.port() + " needs the rights of an administrator: choose one from 1024 on with "
                            + option,
                    e);
        }
        return new InvalidUseException(
                "port " + listen.port() + " of " + listen.host()
                        + " is in use: choose another with " + option
                        + (option.equals(LISTEN) ? ", or use the broker there with --url" : ""),
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
