package dev.taskmaster.doctor;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.TlsSettings;
import dev.taskmaster.tls.TlsClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate that a broker shows: until when it is good, and for which names. */
final class Certificate {

    /** From here on the broker's next start renews it; until that, somebody must start it again. */
    static final Duration SOON = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(Certificate.class);
    private static final int PATIENCE_MILLIS = 5_000;

    private final TlsSettings settings;
    private final HostPort place;
    private final Clock clock;

    Certificate(TlsSettings settings, HostPort place, Clock clock) {
        this.settings = settings;
        this.place = place;
        this.clock = clock;
    }

    /** Shakes hands and looks at it. What stands in the way of TLS, the login tells in its own words. */
    void check(Diagnosis diagnosis) {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(place.host(), place.port()), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            try (var socket = (SSLSocket) TlsClient.context(settings)
                    .getSocketFactory()
                    .createSocket(plain, place.host(), place.port(), true)) {
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                tell(diagnosis, socket.getSession().getProtocol(), shown);
            }
        } catch (InvalidUseException e) {
            diagnosis.fail("tls", e);
        } catch (IOException | GeneralSecurityException e) {
            log.debug("no TLS with {}", place, e);
        }
    }

    private void tell(Diagnosis diagnosis, String protocol, X509Certificate shown) throws GeneralSecurityException {
        var names = shown.getSubjectAlternativeNames();
        diagnosis.ok(
                "tls",
                protocol + " with a certificate for "
                        + (names == null ? List.<List<?>>of() : List.copyOf(names))
                                .stream()
                                        .map(name -> String.valueOf(name.get(1)))
                                        .collect(Collectors.joining(", ")));
        until(diagnosis, "certificate", shown.getNotAfter().toInstant(), clock.instant());
    }

    /** Tells until when one is good. */
    static void until(Diagnosis diagnosis, String check, Instant end, Instant now) {
        long days = Duration.between(now, end).toDays();
        if (end.isBefore(now.plus(SOON))) {
            diagnosis.warn(check, "ends at " + end + ", in " + days + " days: start the broker again, which renews it");
        } else {
            diagnosis.ok(check, "good until " + end + ", for " + days + " days");
        }
    }
}
