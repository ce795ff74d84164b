package dev.taskmaster.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads how to reach a broker: {@code url}, {@code user} and {@code password} or {@code password-file}, and what a
 * credentials file says about TLS.
 */
public final class ConnectionReader {

    /** Set in a file or in the environment only: a command line can be read by everybody on the machine. */
    public static final String PASSWORD = "password";

    /** The authority that the broker's certificate comes from: in a file, as the next two. */
    public static final String AUTHORITY = "authority";

    /** The certificate that the client shows. */
    public static final String CLIENT_CERTIFICATE = "client-certificate";

    /** Its key. */
    public static final String CLIENT_KEY = "client-key";

    /** What has no option, because it is a secret or much too long for a command line. */
    public static final Set<String> WITHOUT_OPTION = Set.of(PASSWORD, AUTHORITY, CLIENT_CERTIFICATE, CLIENT_KEY);

    private static final String URL = "url";
    private static final String USER = "user";
    private static final String PASSWORD_FILE = "password-file";

    private static final String AS_MADE = "take the file as the master has made it";

    private ConnectionReader() {}

    /**
     * Reads them; what is missing or wrong becomes a problem of the reader, so the answer counts only after its
     * {@code check()}.
     */
    public static ConnectionSettings read(SettingsReader reader) {
        return read(
                reader,
                "give --config with a credentials file, or --user and --password-file",
                "give --config with a credentials file, or --password-file");
    }

    /** The same of a credentials file alone, whoever has read that. */
    public static ConnectionSettings readFile(SettingsReader reader) {
        return read(reader, AS_MADE, AS_MADE);
    }

    private static ConnectionSettings read(SettingsReader reader, String withoutUser, String withoutPassword) {
        var url = reader.value(URL, ConnectionSettings::parseUrl)
                .orElse(ConnectionSettings.urlOf(ConnectionSettings.DEFAULT_LISTEN));
        var user = reader.text(USER).filter(text -> !text.isEmpty());
        if (user.isEmpty()) {
            reader.problem(USER, "is missing: " + withoutUser);
        }
        var password = reader.value(PASSWORD_FILE, ConnectionReader::firstLine)
                .or(() -> reader.secret(PASSWORD)
                        .filter(secret -> !secret.reveal().isEmpty()));
        if (password.isEmpty() && user.isPresent() && reader.text(PASSWORD_FILE).isEmpty()) {
            reader.problem(PASSWORD, "is missing: " + withoutPassword);
        }
        return new ConnectionSettings(url, user.orElse("?"), password.orElse(new Secret("")), tls(reader));
    }

    private static @Nullable TlsSettings tls(SettingsReader reader) {
        var authority = reader.text(AUTHORITY);
        if (authority.isEmpty()) {
            return null;
        }
        var certificate = reader.text(CLIENT_CERTIFICATE);
        var key = reader.secret(CLIENT_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            reader.problem("client-certificate and client-key", "must be given together: copy the file again");
            return null;
        }
        return new TlsSettings(authority.get(), certificate.orElse(null), key.orElse(null));
    }

    private static Secret firstLine(String file) {
        try (var lines = Files.lines(Path.of(file))) {
            var line = lines.findFirst().orElse("").strip();
            if (line.isEmpty()) {
                throw new IllegalArgumentException("must be a file whose first line is the password");
            }
            return new Secret(line);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new IllegalArgumentException("must be a file that can be read", e);
        }
    }
}
