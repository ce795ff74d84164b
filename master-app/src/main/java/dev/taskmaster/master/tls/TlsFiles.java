package dev.taskmaster.master.tls;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.tls.TlsClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The certificates of a data directory as Artemis' own parameters for acceptors and connectors, which name files and the
 * password in clear: for a broker that reads them itself. {@link BrokerTls#prepare} has made the files.
 *
 * @param data the data directory
 * @param mutual whether clients must show a certificate
 */
public record TlsFiles(Path data, boolean mutual) {

    private static final String PKCS12 = "PKCS12";

    /**
     * For an acceptor: the same rules as {@link BrokerTls} has.
     *
     * @throws InvalidUseException if the password cannot be read
     */
    public Map<String, String> ofAcceptor() {
        var parameters = new TreeMap<String, String>();
        parameters.put("sslEnabled", "true");
        key(parameters, "broker");
        trust(parameters);
        parameters.put("enabledProtocols", TlsClient.PROTOCOLS);
        parameters.put("enabledCipherSuites", BrokerTls.CIPHER_SUITES);
        parameters.put("needClientAuth", Boolean.toString(mutual));
        return parameters;
    }

    /**
     * For a connector to another broker with certificates of the same authority.
     *
     * @throws InvalidUseException if the password cannot be read
     */
    public Map<String, String> ofConnector() {
        var parameters = new TreeMap<String, String>();
        parameters.put("sslEnabled", "true");
        trust(parameters);
        parameters.put("verifyHost", "true");
        parameters.put("enabledProtocols", TlsClient.PROTOCOLS);
        if (mutual) {
            key(parameters, "client");
        }
        return parameters;
    }

    private void key(Map<String, String> parameters, String alias) {
        parameters.put("keyStorePath", file(alias + ".p12").toString());
        parameters.put("keyStoreType", PKCS12);
        parameters.put("keyStorePassword", password());
    }

    private void trust(Map<String, String> parameters) {
        parameters.put("trustStorePath", file("trust.p12").toString());
        parameters.put("trustStoreType", PKCS12);
        parameters.put("trustStorePassword", password());
    }

    private String password() {
        try {
            return Files.readString(file("password")).strip();
        } catch (IOException e) {
            throw new InvalidUseException(
                    "the certificates in " + data.resolve("tls") + " cannot be used (" + e.getMessage()
                            + "): have them made with \"master init --tls\"",
                    e);
        }
    }

    private Path file(String name) {
        return data.resolve("tls").resolve(name).toAbsolutePath();
    }
}
