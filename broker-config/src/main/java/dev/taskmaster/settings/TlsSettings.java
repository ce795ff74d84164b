package dev.taskmaster.settings;

import org.jspecify.annotations.Nullable;

/**
 * What a client needs to know of a broker that speaks TLS, as the texts that stand in its file: so one file is enough for
 * a host. All are in Base64 without line breaks.
 *
 * @param authority the X.509 certificate of the authority that the broker's own must come from; not a secret
 * @param clientCertificate the certificate that the client shows, in X.509, or {@code null} for none
 * @param clientKey the key of that certificate, in PKCS#8, or {@code null} for none
 */
public record TlsSettings(
        String authority,
        @Nullable String clientCertificate,
        @Nullable Secret clientKey) {

    /** Refuses a certificate of the client without its key, and the key without the certificate. */
    public TlsSettings {
        if ((clientCertificate == null) != (clientKey == null)) {
            throw new IllegalArgumentException("client-certificate and client-key must be given together");
        }
    }
}
