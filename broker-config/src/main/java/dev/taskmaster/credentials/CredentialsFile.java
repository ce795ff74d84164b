package dev.taskmaster.credentials;

import dev.taskmaster.settings.ConnectionReader;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that tells one user where the broker is and how to log in: {@code <data>/credentials/<user>.properties} with
 * {@code url}, {@code user} and {@code password}, and with TLS what it takes to know the broker. It is a settings file like any other, so {@code --config} reads it.
 */
public final class CredentialsFile {

    /** The directory with the files, inside a master's data directory. */
    public static final String DIRECTORY = "credentials";

    /** The data directory of a master that was told no other. */
    public static final Path DEFAULT_DATA = Path.of("taskmaster-data");

    private static final Pattern FILE = Pattern.compile("([A-Za-z0-9_-]{1,64})\\.properties");

    private CredentialsFile() {}

    /** Where a user's file is. */
    public static Path of(Path data, String user) {
        return data.resolve(DIRECTORY).resolve(user + ".properties");
    }

    /** The users who have a file in a data directory, in the order of their names. */
    public static List<UserName> usersIn(Path data) throws IOException {
        var directory = data.resolve(DIRECTORY);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> name.group(1))
                    .sorted()
                    .map(UserName::new)
                    .toList();
        }
    }

    /** Writes it, readable by its owner alone. */
    public static void write(Path file, ConnectionSettings connection) throws IOException {
        PrivateFiles.write(
                file,
                "# Taskmaster: all that " + connection.user() + " needs to reach the broker. Keep it secret.\n"
                        + "url=" + connection.url() + "\n"
                        + "user=" + connection.user() + "\n"
                        + "password=" + escaped(connection.password().reveal()) + "\n"
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

    /** A backslash has a meaning in a properties file. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\");
    }
}
