package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Passwords;
import dev.taskmaster.credentials.PrivateFiles;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.settings.ConnectionReader;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Settings;
import dev.taskmaster.settings.SettingsFile;
import dev.taskmaster.settings.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first user of each role. Its password in clear is in its credentials file alone, its hash with the broker. A file
 * that was moved away, to a worker's host, stays valid there and is not written again; only the master's own, which it
 * needs itself, comes back with a new password.
 */
final class Accounts {

    private final Path data;
    private final UserFiles files;

    private Accounts(Path data, UserFiles files) {
        this.data = data;
        this.files = files;
    }

    /**
     * Looks at what there is and changes nothing.
     *
     * @throws InvalidUseException if a file is broken
     */
    static Accounts read(Path data) {
        try {
            PrivateFiles.createDirectory(data.resolve(CredentialsFile.DIRECTORY));
            var accounts = new Accounts(data, UserFiles.of(data));
            for (var role : Role.values()) {
                accounts.files.hasHash(role);
                if (accounts.hasFile(role)) {
                    accounts.connection(role);
                }
            }
            accounts.files.completeRoles();
            return accounts;
        } catch (IOException e) {
            throw unusable(data, e);
        }
    }

    /**
     * Makes the users that are missing, and brings the files up to date with the URL and with what a client must know for
     * TLS.
     */
    void publish(String url, @Nullable TlsSettings tls) {
        try {
            for (var role : Role.values()) {
                publish(role, url, tls);
            }
        } catch (IOException e) {
            throw unusable(data, e);
        }
    }

    private void publish(Role role, String url, @Nullable TlsSettings tls) throws IOException {
        if (hasFile(role)) {
            var known = connection(role);
            var now = new ConnectionSettings(url, role.word(), known.password(), tls);
            if (!known.equals(now)) {
                CredentialsFile.write(file(role), now);
            }
            if (!files.hasHash(role)) {
                files.remember(role, PasswordHash.of(known.password()));
            }
        } else if (role == Role.MASTER || !files.hasHash(role)) {
            var password = Passwords.random(new SecureRandom());
            // In this order a crash between two steps leaves nothing that the next start would take for finished.
            files.forget(role);
            CredentialsFile.write(file(role), new ConnectionSettings(url, role.word(), password, tls));
            files.remember(role, PasswordHash.of(password));
        }
    }

    /**
     * What a user's credentials file says.
     *
     * @throws InvalidUseException if it is gone or broken
     */
    ConnectionSettings connection(Role role) {
        var file = file(role);
        if (!hasFile(role)) {
            throw new InvalidUseException("the credentials file " + file
                    + " is not here any more: give the file that was moved away with --config");
        }
        // Neither options nor the environment: they are about the broker that a command talks to.
        var reader = Settings.of(Map.of(), Map.of())
                .withFile(SettingsFile.read(file))
                .reader();
        var connection = ConnectionReader.read(reader);
        try {
            reader.check();
        } catch (InvalidUseException e) {
            throw new InvalidUseException(
                    "the credentials file " + file + " is broken (" + e.getMessage() + "): correct it, or remove it",
                    e);
        }
        if (!connection.user().equals(role.word())) {
            throw new InvalidUseException(
                    "the credentials file " + file + " is that of another user: correct it, or remove it");
        }
        return connection;
    }

    private boolean hasFile(Role role) {
        return Files.exists(file(role));
    }

    private Path file(Role role) {
        return CredentialsFile.of(data, role.word());
    }

    private static InvalidUseException unusable(Path data, IOException e) {
        return new InvalidUseException(
                "the users' files in data directory " + data + " cannot be used (" + DataDirectory.reason(e)
                        + "): check them, or give another --data",
                e);
    }
}
