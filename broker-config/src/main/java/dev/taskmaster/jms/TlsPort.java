package dev.taskmaster.jms;

import dev.taskmaster.settings.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a client that spoke plainly whether TLS was expected: it says hello and looks at the first byte of the answer. It
 * hangs up before anything is agreed on.
 */
final class TlsPort {

    private static final Logger log = LoggerFactory.getLogger(TlsPort.class);

    /** A broker that is there answers in some milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The kinds of records that a server may answer with: an alert and a handshake (RFC 8446, 5.1). */
    private static final int ALERT = 21;

    private static final int HANDSHAKE = 22;

    private TlsPort() {}

    /** Whether one of the places in a broker's URL answers with TLS. */
    static boolean isAt(String url) {
        for (var place : HostPort.allIn(url)) {
            try {
                if (answers(place)) {
                    return true;
                }
            } catch (IOException | IllegalArgumentException | NoSuchAlgorithmException e) {
                log.debug("no TLS at {}", place, e);
            }
        }
        return false;
    }

    private static boolean answers(HostPort place) throws IOException, NoSuchAlgorithmException {
        int patienceMillis = (int) PATIENCE.toMillis();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.host(), place.port()), patienceMillis);
            socket.setSoTimeout(patienceMillis);
            socket.getOutputStream().write(hello(place));
            int first = socket.getInputStream().read();
            return first == HANDSHAKE || first == ALERT;
        }
    }

    private static byte[] hello(HostPort place) throws IOException, NoSuchAlgorithmException {
        var engine = SSLContext.getDefault().createSSLEngine(place.host(), place.port());
        engine.setUseClientMode(true);
        var hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        var bytes = new byte[hello.flip().remaining()];
        hello.get(bytes);
        return bytes;
    }
}
