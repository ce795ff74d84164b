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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first user of each role. Its password in clear is in its credentials file alone, its hash with the broker. A file
 * that was moved away, to a worker's host, stays valid there and is not written again; only the master's own, which it
 * needs itself, comes back with a new password.
 */
final class Accounts {

    private static final Logger log = LoggerFactory.getLogger(Accounts.class);

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
            return UsersLock.holding(UserFiles.directory(data), () -> readHeld(data));
        } catch (IOException e) {
            throw unusable(data, e);
        }
    }

    private static Accounts readHeld(Path data) throws IOException {
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
    }

    /**
     * Makes the users that are missing, and brings the files up to date with the URL and with what a client must know for
     * TLS.
     */
    void publish(String url, @Nullable TlsSettings tls) {
        try {
            UsersLock.holding(UserFiles.directory(data), () -> {
                for (var role : Role.values()) {
                    publish(role, url, tls);
                }
                publishToOthers(url, tls);
                return url;
            });
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
                files.remember(role.word(), PasswordHash.of(known.password()));
            }
        } else if (role == Role.MASTER || !files.hasHash(role)) {
            var password = Passwords.random(new SecureRandom());
            // In this order a crash between two steps leaves nothing that the next start would take for finished.
            files.forget(role.word());
            CredentialsFile.write(file(role), new ConnectionSettings(url, role.word(), password, tls));
            files.remember(role.word(), PasswordHash.of(password));
        }
    }

    /** The users that were added later: their files follow as well, and one that is broken concerns them alone. */
    private void publishToOthers(String url, @Nullable TlsSettings tls) throws IOException {
        for (var user : CredentialsFile.usersIn(data)) {
            var file = CredentialsFile.of(data, user.text());
            if (Role.ofFirstUser(user.text()).isEmpty() && files.knows(user.text())) {
                try {
                    var known = connection(file, user.text());
                    var now = new ConnectionSettings(url, user.text(), known.password(), tls);
                    if (!known.equals(now)) {
                        CredentialsFile.write(file, now);
                    }
                } catch (InvalidUseException e) {
                    log.warn("{}", e.getMessage());
                }
            }
        }
    }

    /** Has somebody told when passwords or roles change from now on. */
    UserWatch watch(Runnable changed) {
        try {
            return UserWatch.start(UserFiles.directory(data), changed);
        } catch (IOException e) {
            throw unusable(data, e);
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
            throw new InvalidUseException(
                    "the credentials file " + file + " is not here any more: use the file that was moved away");
        }
        return connection(file, role.word());
    }

    static ConnectionSettings connection(Path file, String user) {
        // Neither options nor the environment: they are about the broker that a command talks to.
        var reader = Settings.of(Map.of(), Map.of())
                .withFile(SettingsFile.read(file))
                .reader();
        var connection = ConnectionReader.readFile(reader);
        try {
            reader.check();
        } catch (InvalidUseException e) {
            throw new InvalidUseException(
                    "the credentials file " + file + " is broken (" + e.getMessage() + "): correct it, or remove it",
                    e);
        }
        if (!connection.user().equals(user)) {
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

    static InvalidUseException unusable(Path data, IOException e) {
        return new InvalidUseException(
                "the users' files in data directory " + data + " cannot be used (" + DataDirectory.reason(e)
                        + "): check them, or use another data directory",
                e);
    }
}
