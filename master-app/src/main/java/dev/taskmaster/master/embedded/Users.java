package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.NotFoundException;
import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.credentials.UserName;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The users of a data directory, changed by whoever may write its files, while its broker runs or not. A running broker
 * takes a change within {@link UserWatch#PERIOD}. Several processes may change them at once, one waits for the other. A
 * process that is killed leaves the old password or the new one in force, never a broken file; running it again completes
 * the change.
 */
public final class Users {

    private final Path data;

    private Users(Path data) {
        this.data = data;
    }

    /**
     * The users of a data directory.
     *
     * @throws InvalidUseException if no broker has been started there yet
     */
    public static Users of(Path data) {
        if (!Files.exists(UserFiles.directory(data).resolve(UserFiles.USERS))) {
            throw new InvalidUseException("there are no users in data directory " + data
                    + ": run this where the broker's data is, or name that directory with --data");
        }
        return new Users(data);
    }

    /**
     * Gives a user a new password and writes it into the user's credentials file.
     *
     * @param role makes the user where there is none; {@code null} if there must be one
     * @return the credentials file
     * @throws NotFoundException if there is no such user and no role
     * @throws InvalidUseException if the user has another role, or if the files cannot be read or written
     */
    public Path setPassword(UserName user, @Nullable Role role, Secret password) {
        return changing(files -> {
            boolean known = files.knows(user.text());
            if (!known && role == null) {
                throw unknown(user);
            }
            if (role != null) {
                give(files, user, role);
            }
            var file = CredentialsFile.of(data, user.text());
            // The file first: killed before the hash, it is the old password that counts, which somebody may still
            // know.
            CredentialsFile.write(file, broker().as(user.text(), password));
            files.remember(user.text(), PasswordHash.of(password));
            return file;
        });
    }

    private void give(UserFiles files, UserName user, Role role) throws IOException {
        var has = Role.ofFirstUser(user.text()).map(Set::of).orElse(files.rolesOf(user.text()));
        if (has.isEmpty()) {
            files.assign(user.text(), role);
        } else if (!has.equals(Set.of(role))) {
            throw new InvalidUseException("user " + user + " has the role "
                    + has.iterator().next().word() + ": leave --role out, or choose another name");
        }
    }

    /**
     * Removes a user with its credentials file.
     *
     * @throws NotFoundException if there is no such user
     * @throws InvalidUseException if it is the first user of a role, which each start of the broker would make again, or if
     *     the files cannot be read or written
     */
    public void remove(UserName user) {
        if (Role.ofFirstUser(user.text()).isPresent()) {
            throw new InvalidUseException(
                    "user " + user + " cannot be removed, because each start of the broker makes it:"
                            + " give it a new password, which puts out whoever has the old one");
        }
        changing(files -> {
            var file = CredentialsFile.of(data, user.text());
            // A removal that was broken off leaves a role or a file without a password.
            boolean known =
                    files.knows(user.text()) || !files.rolesOf(user.text()).isEmpty() || Files.exists(file);
            if (!known) {
                throw unknown(user);
            }
            files.forget(user.text());
            files.dismiss(user.text());
            Files.deleteIfExists(file);
            return file;
        });
    }

    /**
     * Where the broker is: the master's file is there after each start, which also brings the new one up to date. Without
     * it the place is the default, until the next start.
     */
    private ConnectionSettings broker() {
        var master = Role.MASTER.word();
        var file = CredentialsFile.of(data, master);
        return Files.exists(file)
                ? Accounts.connection(file, master)
                : new ConnectionSettings(
                        ConnectionSettings.urlOf(ConnectionSettings.DEFAULT_LISTEN), master, new Secret(""));
    }

    private interface Change {
        Path of(UserFiles files) throws IOException;
    }

    private Path changing(Change change) {
        try {
            return UsersLock.holding(UserFiles.directory(data), () -> change.of(UserFiles.of(data)));
        } catch (IOException e) {
            throw Accounts.unusable(data, e);
        }
    }

    private NotFoundException unknown(UserName user) {
        return new NotFoundException("there is no user " + user + " in data directory " + data
                + ": --role worker, --role master or --role admin makes one");
    }
}
