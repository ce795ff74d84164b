package dev.taskmaster.tls;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.settings.Secret;
import dev.taskmaster.settings.TlsSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What Java needs for a client that trusts one authority and no other. Its keys stay in memory. */
public final class TlsClient {

    /** The versions that are spoken; older ones are broken. */
    public static final String PROTOCOLS = "TLSv1.3,TLSv1.2";

    private TlsClient() {}

    /**
     * The context of a client; the name of the host is checked by who uses it.
     *
     * @throws InvalidUseException if the texts hold no certificate or key
     */
    public static SSLContext context(TlsSettings settings) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys(settings), trust(settings).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new InvalidUseException(
                    "what the settings say about TLS is broken (" + e.getMessage()
                            + "): copy the credentials file again from the data directory of the master",
                    e);
        }
    }

    private static TrustManagerFactory trust(TlsSettings settings) throws GeneralSecurityException, IOException {
        var trusted = emptyStore();
        trusted.setCertificateEntry("authority", Certificates.decode(settings.authority()));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust;
    }

    private static KeyManager @Nullable [] keys(TlsSettings settings) throws GeneralSecurityException, IOException {
        if (settings.clientCertificate() == null || settings.clientKey() == null) {
            return null;
        }
        var certificate = Certificates.decode(settings.clientCertificate());
        var own = emptyStore();
        var nothing = new char[0];
        own.setKeyEntry("client", key(certificate, settings.clientKey()), nothing, new X509Certificate[] {certificate});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, nothing);
        return keys.getKeyManagers();
    }

    private static PrivateKey key(X509Certificate certificate, Secret text) throws GeneralSecurityException {
        var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text.reveal()));
        return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm()).generatePrivate(encoded);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
