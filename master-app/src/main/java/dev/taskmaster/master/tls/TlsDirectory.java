package dev.taskmaster.master.tls;

import dev.taskmaster.credentials.Passwords;
import dev.taskmaster.credentials.PrivateFiles;
import dev.taskmaster.settings.Secret;
import dev.taskmaster.tls.Certificates;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory {@code tls} of a data directory: key stores and the file with their password, for their owner alone, with
 * the authority's certificate as a PEM file for browsers and as a trust store for other programs. What is there is kept; a start that is broken off leaves whole
 * files only. For one thread, whose process must hold the data directory.
 */
final class TlsDirectory {

    /** As long as workers' files are to be good for: it is in each of them. */
    static final Duration AUTHORITY_VALID = Duration.ofDays(3_650);

    /** The longest that browsers take of a server. It is renewed by itself. */
    static final Duration BROKER_VALID = Duration.ofDays(825);

    /** So long before the end the next start renews the broker's certificate. */
    static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(TlsDirectory.class);
    private static final String AUTHORITY = "authority";
    private static final String BROKER = "broker";
    private static final String CLIENT = "client";

    private final Path directory;
    private final Clock clock;
    private final Secret password;

    private TlsDirectory(Path directory, Clock clock, Secret password) {
        this.directory = directory;
        this.clock = clock;
        this.password = password;
    }

    /** The one of a data directory; made, with a random password, where it is missing. */
    static TlsDirectory of(Path data, Clock clock) throws IOException {
        var directory = data.resolve("tls");
        PrivateFiles.createDirectory(directory);
        var file = passwordFile(directory);
        if (!Files.exists(file)) {
            PrivateFiles.write(file, Passwords.random(new SecureRandom()).reveal() + "\n");
        }
        return new TlsDirectory(
                directory, clock, new Secret(Files.readString(file).strip()));
    }

    private static Path passwordFile(Path directory) {
        return directory.resolve("password");
    }

    /** The authority's certificate; made at the first call. */
    X509Certificate authority() throws IOException, GeneralSecurityException {
        var pem = directory.resolve("authority.pem");
        if (!Files.exists(store(AUTHORITY)) && !Files.exists(store(BROKER))) {
            make(
                    AUTHORITY,
                    "Taskmaster authority",
                    AUTHORITY_VALID,
                    "-ext",
                    "bc:critical=ca:true,pathlen:0",
                    "-ext",
                    "ku:critical=keyCertSign,cRLSign");
        }
        var certificate = Files.exists(store(AUTHORITY)) ? read(AUTHORITY).certificate() : issuerOf(read(BROKER));
        var text = Certificates.pem(certificate);
        if (!Files.exists(pem) || !Files.readString(pem).equals(text)) {
            PrivateFiles.write(directory.resolve("trust.p12"), trustStore(certificate));
            PrivateFiles.write(pem, text);
        }
        return certificate;
    }

    /** For programs of others, which read no PEM file. */
    private byte[] trustStore(X509Certificate authority) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(AUTHORITY, authority);
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, password.reveal().toCharArray());
        return bytes.toByteArray();
    }

    private static X509Certificate issuerOf(KeyFile file) throws GeneralSecurityException {
        var chain = file.store().getCertificateChain(file.alias());
        return (X509Certificate) chain[chain.length - 1];
    }

    /**
     * The broker's key and certificate, renewed if that is due: if it ends within {@link #RENEW_BEFORE} or lacks a name.
     *
     * @param names what it must be for
     * @param anew renews it in any case
     */
    KeyFile broker(Set<String> names, boolean anew) throws IOException, GeneralSecurityException {
        if (!anew && Files.exists(store(BROKER))) {
            var present = read(BROKER);
            var end = present.certificate().getNotAfter().toInstant();
            boolean endsSoon = Instant.now(clock).isAfter(end.minus(RENEW_BEFORE));
            if (isFromHere(present) && namesOf(present).containsAll(names) && (!endsSoon || cannotRenew(end))) {
                return present;
            }
        }
        sign(BROKER, "Taskmaster broker", BROKER_VALID, "-ext", HostNames.extension(names), "-ext", "eku=serverAuth");
        var made = read(BROKER);
        log.info(
                "certificate for {} made, valid until {}",
                String.join(", ", names),
                made.certificate().getNotAfter().toInstant());
        return made;
    }

    /** An authority that is kept elsewhere is no reason not to start. */
    private boolean cannotRenew(Instant end) {
        boolean away = !Files.exists(store(AUTHORITY));
        if (away) {
            log.warn(
                    "the certificate ends {}; to have it renewed at the next start bring {} back",
                    end,
                    store(AUTHORITY));
        }
        return away;
    }

    /** The key and certificate that clients show; made at the first call. */
    KeyFile client() throws IOException, GeneralSecurityException {
        if (!Files.exists(store(CLIENT)) || !isFromHere(read(CLIENT))) {
            sign(CLIENT, "Taskmaster client", AUTHORITY_VALID, "-ext", "eku=clientAuth");
        }
        return read(CLIENT);
    }

    /** Whether the authority signed it: another one may have been made since. */
    private boolean isFromHere(KeyFile file) throws IOException, GeneralSecurityException {
        try {
            file.certificate().verify(authority().getPublicKey());
            return true;
        } catch (SignatureException | InvalidKeyException e) {
            return false;
        }
    }

    /** Names and addresses that a certificate is for. */
    static Set<String> namesOf(KeyFile file) throws GeneralSecurityException {
        var names = new HashSet<String>();
        var alternatives = file.certificate().getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(name -> names.add(String.valueOf(name.get(1))));
        }
        return names;
    }

    private KeyFile read(String alias) throws IOException, GeneralSecurityException {
        return KeyFile.read(store(alias), alias, password);
    }

    private Path store(String alias) {
        return directory.resolve(alias + ".p12");
    }

    private void sign(String alias, String name, Duration valid, String... more)
            throws IOException, GeneralSecurityException {
        if (!Files.exists(store(AUTHORITY))) {
            throw new FileNotFoundException(
                    store(AUTHORITY) + " is not here, which must sign a new certificate: bring" + " it back");
        }
        var all = new ArrayList<>(List.of("-signer", AUTHORITY, "-ext", "ku:critical=digitalSignature"));
        all.addAll(List.of(more));
        make(alias, name, valid, all.toArray(String[]::new));
    }

    /** Aside, because keytool writes step by step and for everybody to read; the key then comes to its place whole. */
    private void make(String alias, String name, Duration valid, String... more)
            throws IOException, GeneralSecurityException {
        var aside = directory.resolve("new.p12");
        Files.deleteIfExists(aside);
        try {
            if (Files.exists(store(AUTHORITY))) {
                Files.copy(store(AUTHORITY), aside);
            }
            new KeyTool(aside, passwordFile(directory)).generate(alias, name, valid, more);
            KeyFile.read(aside, alias, password).writeAlone(store(alias));
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
