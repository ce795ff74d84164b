package dev.taskmaster.credentials;

import dev.taskmaster.settings.ConnectionReader;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The file that tells one user where the broker is and how to log in: {@code <data>/credentials/<user>.properties} with
 * {@code url}, {@code user} and {@code password}, and with TLS what it takes to know the broker. It is a settings file like any other, so {@code --config} reads it.
 */
public final class CredentialsFile {

    /** The directory with the files, inside a master's data directory. */
    public static final String DIRECTORY = "credentials";

    /** The data directory of a master that was told no other. */
    public static final Path DEFAULT_DATA = Path.of("taskmaster-data");

    private CredentialsFile() {}

    /** Where a user's file is. */
    public static Path of(Path data, String user) {
        return data.resolve(DIRECTORY).resolve(user + ".properties");
    }

    /** Writes it, readable by its owner alone. */
    public static void write(Path file, ConnectionSettings connection) throws IOException {
        PrivateFiles.write(
                file,
                "# Taskmaster: all that " + connection.user() + " needs to reach the broker. Keep it secret.\n"
                        + "url=" + connection.url() + "\n"
                        + "user=" + connection.user() + "\n"
                        + "password=" + connection.password().reveal() + "\n"
                        + (connection.tls() == null ? "" : lines(connection.tls())));
    }

    private static String lines(TlsSettings tls) {
        var lines = new StringBuilder();
        lines.append("# TLS: the authority that the broker's certificate must come from, in X.509.\n");
        lines.append(ConnectionReader.AUTHORITY)
                .append('=')
                .append(tls.authority())
                .append('\n');
        if (tls.clientCertificate() != null && tls.clientKey() != null) {
            lines.append("# The certificate that the broker asks for, and its key in PKCS#8.\n");
            lines.append(ConnectionReader.CLIENT_CERTIFICATE)
                    .append('=')
                    .append(tls.clientCertificate())
                    .append('\n');
            lines.append(ConnectionReader.CLIENT_KEY)
                    .append('=')
                    .append(tls.clientKey().reveal())
                    .append('\n');
        }
        return lines.toString();
    }
}
