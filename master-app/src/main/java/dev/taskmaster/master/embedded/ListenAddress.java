package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.settings.HostPort;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** What a broker can listen on, and what others then connect to. */
final class ListenAddress {

    private ListenAddress() {}

    /**
     * Tries the address before the broker is started on it. Another program may still come first afterwards; the broker's
     * own failure then ends in the same line, only later and beside Artemis' log.
     *
     * @throws InvalidUseException if it cannot be listened on
     */
    static void checkFree(HostPort listen) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(listen.host(), listen.port()));
        } catch (IOException e) {
            throw refused(listen, e);
        }
    }

    /** The error for an address that could not be bound. */
    static InvalidUseException refused(HostPort listen, Exception e) {
        var message = String.valueOf(e.getMessage());
        if (e instanceof UnresolvedAddressException || message.contains("nresolved")) {
            return new InvalidUseException(
                    "host " + listen.host() + " is not known: give a name or an address of this machine with --listen",
                    e);
        }
        if (e instanceof BindException && message.contains("ssign")) {
            return new InvalidUseException(
                    listen.host() + " is no address of this machine: give one of its own with --listen", e);
        }
        if (e instanceof BindException && message.contains("denied")) {
            return new InvalidUseException(
                    "port " + listen.port()
                            + " needs the rights of an administrator: choose one from 1024 on with --listen",
                    e);
        }
        return new InvalidUseException(
                "port " + listen.port() + " of " + listen.host()
                        + " is in use: choose another with --listen, or use the broker there with --url",
                e);
    }

    /** Where others reach a broker that listens there: a wildcard stands for the name of this machine. */
    static HostPort forOthers(HostPort listen) {
        try {
            return InetAddress.getByName(listen.host()).isAnyLocalAddress()
                    ? new HostPort(InetAddress.getLocalHost().getHostName(), listen.port())
                    : listen;
        } catch (UnknownHostException e) {
            // A machine that does not know its own name is reached from itself at least.
            return new HostPort(InetAddress.getLoopbackAddress().getHostAddress(), listen.port());
        }
    }
}
