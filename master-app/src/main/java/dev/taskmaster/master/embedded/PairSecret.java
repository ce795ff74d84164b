package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.Passwords;
import dev.taskmaster.credentials.PrivateFiles;
import dev.taskmaster.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * By which the brokers of a pair know each other. Who has it may do everything, so it is random, in a file for its owner
 * alone, and the same at both: the primary's first start makes it, and it is copied to the backup with the users.
 */
final class PairSecret {

    /** The user that the two log in as. It is in no users' file: the broker knows it by this password. */
    static final String USER = "taskmaster-pair";

    private static final String FILE = "pair-password";

    private PairSecret() {}

    /**
     * That of a data directory.
     *
     * @throws InvalidUseException if a backup has none, or the file is broken
     */
    static Secret of(Path data, Pair pair) {
        var file = UserFiles.directory(data).resolve(FILE);
        try {
            if (!Files.exists(file)) {
                if (pair.side() == Pair.Side.BACKUP) {
                    throw new InvalidUseException("the backup's data directory " + data
                            + " lacks what the primary has made: copy etc, credentials and, with --tls, tls of the"
                            + " primary's data directory to it");
                }
                PrivateFiles.createDirectory(UserFiles.directory(data));
                PrivateFiles.write(file, Passwords.random(new SecureRandom()).reveal() + "\n");
            }
            return Passwords.chosen(Files.readString(file).strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidUseException(
                    file + " is broken: copy that of the other broker of the pair again (the password " + e.getMessage()
                            + ")",
                    e);
        } catch (IOException e) {
            throw Accounts.unusable(data, e);
        }
    }
}
