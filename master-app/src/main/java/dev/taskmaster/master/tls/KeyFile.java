package dev.taskmaster.master.tls;

import dev.taskmaster.credentials.PrivateFiles;
import dev.taskmaster.settings.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A key store in PKCS12 with one key and its certificates.
 *
 * @param store what is in it
 * @param alias the key's name
 * @param password of the store
 */
record KeyFile(KeyStore store, String alias, Secret password) {

    /**
     * Reads a file.
     *
     * @throws IOException if it is no such store, or of another password
     */
    static KeyFile read(Path file, String alias, Secret password) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var bytes = Files.newInputStream(file)) {
            store.load(bytes, password.reveal().toCharArray());
        }
        if (!store.isKeyEntry(alias)) {
            throw new IOException(file.getFileName() + " has no key named " + alias);
        }
        return new KeyFile(store, alias, password);
    }

    /** The certificate of the key. */
    X509Certificate certificate() throws GeneralSecurityException {
        return (X509Certificate) store.getCertificate(alias);
    }

    PrivateKey key() throws GeneralSecurityException {
        return (PrivateKey) store.getKey(alias, password.reveal().toCharArray());
    }

    /** What a server shows. */
    KeyManager[] keyManagers() throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password.reveal().toCharArray());
        return keys.getKeyManagers();
    }

    /** Writes one key of this store, with the certificates up to the authority, into a file of its own. */
    void writeAlone(Path file) throws IOException, GeneralSecurityException {
        var characters = password.reveal().toCharArray();
        var alone = KeyStore.getInstance("PKCS12");
        alone.load(null, null);
        Certificate @Nullable [] chain = store.getCertificateChain(alias);
        alone.setKeyEntry(alias, store.getKey(alias, characters), characters, chain);
        var bytes = new ByteArrayOutputStream();
        alone.store(bytes, characters);
        PrivateFiles.write(file, bytes.toByteArray());
    }
}
