package dev.taskmaster.master.tls;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.Secret;
import dev.taskmaster.settings.TlsSettings;
import dev.taskmaster.tls.Certificates;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a broker has to speak TLS with.
 *
 * @param context for its servers
 * @param names the names and addresses of hosts that its certificate is for
 * @param mutual whether its clients must show a certificate
 * @param clients what a client must know; holds a key if clients must show a certificate
 */
public record BrokerTls(SSLContext context, Set<String> names, boolean mutual, TlsSettings clients) {

    /**
     * The versions and suites that are spoken: those of TLS 1.3, and of 1.2 those with a fresh key for each connection and
     * an authenticated cipher (RFC 9325, 4.2).
     */
    public static final String CIPHER_SUITES = String.join(
            ",",
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** Refuses an empty set of names. */
    public BrokerTls {
        names = Set.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names must not be empty");
        }
    }

    /**
     * Takes what is in the data directory, which this process must hold; makes what is missing there, and renews the
     * broker's certificate if it ends soon or lacks a name. The authority stays, so that clients go on to trust it.
     *
     * @param anew renews the broker's certificate in any case
     * @throws InvalidUseException if the files cannot be read or written, or if keytool fails
     */
    public static BrokerTls prepare(Path data, HostPort listen, TlsWish wish, boolean anew) {
        try {
            var directory = TlsDirectory.of(data, Clock.systemUTC());
            var authority = directory.authority();
            var broker = directory.broker(HostNames.of(listen, wish), anew);
            var clients = wish.mutual()
                    ? shown(authority, directory.client())
                    : new TlsSettings(Certificates.encode(authority), null, null);
            return new BrokerTls(context(broker, authority), TlsDirectory.namesOf(broker), wish.mutual(), clients);
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidUseException(
                    "the certificates in " + data.resolve("tls") + " cannot be used (" + e.getMessage()
                            + "): correct that, or remove them to have new ones made, which all workers need then",
                    e);
        }
    }

    private static TlsSettings shown(X509Certificate authority, KeyFile client) throws GeneralSecurityException {
        return new TlsSettings(
                Certificates.encode(authority),
                Certificates.encode(client.certificate()),
                new Secret(Base64.getEncoder().encodeToString(client.key().getEncoded())));
    }

    private static SSLContext context(KeyFile broker, X509Certificate authority)
            throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(broker.keyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
