package dev.taskmaster.jms;

import dev.taskmaster.AccessRefusedException;
import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.settings.ConnectionSettings;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Says in a line why TLS failed. What does not fit will not fit by waiting, so it is a refusal; only a connection that
 * ended or that nobody answered is tried again.
 */
final class TlsFailure {

    private static final String COPY = "copy the credentials file again from the data directory of the master there";

    private TlsFailure() {}

    /** The error for what came in the way of an attempt. */
    static TaskmasterException of(ConnectionSettings settings, Throwable failure) {
        var causes = causes(failure);
        var reason = reason(settings, causes);
        if (reason != null) {
            return new AccessRefusedException(reason, failure);
        }
        boolean mayPass = has(causes, ClosedChannelException.class)
                || has(causes, TimeoutException.class)
                || !has(causes, SSLException.class);
        return mayPass
                ? interrupted(settings, failure)
                : new AccessRefusedException(
                        "no TLS with the broker at " + settings.url() + " (" + last(causes) + "): " + COPY, failure);
    }

    private static @Nullable String reason(ConnectionSettings settings, List<Throwable> causes) {
        var certificate = "the certificate of the broker at " + settings.url();
        if (has(causes, CertificateExpiredException.class)) {
            return certificate + " has expired: start \"master serve --tls\" there again, which renews it";
        }
        if (has(causes, CertificateNotYetValidException.class)) {
            return certificate + " is not valid yet: set the clock of this machine or that one";
        }
        if (has(causes, CertificateException.class)) {
            // Java tells apart in words alone what it checks after the way to the authority.
            return causes.stream().map(TlsFailure::words).anyMatch(TlsFailure::isAboutTheName)
                    ? certificate + " is not for that host name: use one that it is for, or start the master there with"
                            + " --tls-host NAME"
                    : certificate + " is not from the authority in the credentials file: " + COPY;
        }
        var last = last(causes);
        if (last.contains("certificate_required") || (last.contains("bad_certificate") && !hasOwn(settings))) {
            return "the broker at " + settings.url() + " asks for a certificate (--mtls) and the credentials file has"
                    + " none: " + COPY;
        }
        if (last.contains("alert") && last.contains("certificate")) {
            return "the broker at " + settings.url() + " refused the certificate in the credentials file: " + COPY;
        }
        if (last.contains("protocol")) {
            return "no TLS with the broker at " + settings.url() + " (" + last + "): it speaks TLS 1.3 and 1.2 alone;"
                    + " leave enabledProtocols out of the URL";
        }
        if (last.contains("not an ssl/tls record")) {
            return "the broker at " + settings.url() + " does not speak TLS: start it with \"master serve --tls\", or "
                    + COPY;
        }
        return null;
    }

    private static BrokerUnreachableException interrupted(ConnectionSettings settings, Throwable failure) {
        return new BrokerUnreachableException(
                "no broker answers with TLS at " + settings.url()
                        + ": start one with \"master serve --tls\" or check the URL",
                failure);
    }

    private static boolean hasOwn(ConnectionSettings settings) {
        return settings.tls() != null && settings.tls().clientCertificate() != null;
    }

    private static boolean isAboutTheName(String words) {
        return words.contains("subject alternative") || words.contains("no name matching");
    }

    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static String last(List<Throwable> causes) {
        return words(causes.get(causes.size() - 1));
    }

    private static String words(Throwable cause) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    }
}
