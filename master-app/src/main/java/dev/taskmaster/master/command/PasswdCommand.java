package dev.taskmaster.master.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.command.VerboseOption;
import dev.taskmaster.command.Version;
import dev.taskmaster.credentials.Passwords;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.credentials.UserName;
import dev.taskmaster.master.embedded.Users;
import dev.taskmaster.settings.SettingsReader;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code master passwd}: who may log in, and with which password. */
@Command(
        name = "passwd",
        description =
                "Gives a user a new password, makes a user or removes one. It works on the broker's files, so it runs"
                        + " where the broker's data is. A running broker takes it within a second and closes the connections of"
                        + " that user. The new password is random and in the user's credentials file.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", "Exit status: 0 done, 2 wrong use, 5 no such user."})
final class PasswdCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(PasswdCommand.class);
    private static final String ROLE = "role";
    private static final String REMOVE = "remove";
    private static final String NEW_PASSWORD_FILE = "new-password-file";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "USER", description = "The user's name.")
    @Nullable
    String user;

    @Option(
            names = "--role",
            paramLabel = "worker|master|admin",
            description = "Make the user where there is none, with that role.")
    @Nullable
    String role;

    @Option(names = "--remove", arity = "0", description = "Remove the user.")
    @Nullable
    Boolean remove;

    @Option(
            names = "--new-password-file",
            paramLabel = "FILE|-",
            description =
                    "A file whose first line is the new password, or - for standard input (default: a random one).")
    @Nullable
    String newPasswordFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The directory of the broker whose user it is (default: taskmaster-data).")
    @Nullable
    String data;

    @Mixin
    VerboseOption verbose = new VerboseOption();

    @Override
    public Integer call() {
        var reader = CommandSettings.of(spec, System.getenv()).reader();
        var name = name(reader);
        var directory = BrokerAccess.data(reader);
        var newRole = reader.value(ROLE, PasswdCommand::parseRole).orElse(null);
        var chosen = reader.value(NEW_PASSWORD_FILE, NewPassword::read);
        boolean removing = reader.flag(REMOVE);
        if (removing && (newRole != null || chosen.isPresent())) {
            reader.problem(REMOVE, "leaves nothing to give a role or a password to");
        }
        reader.check();
        var users = Users.of(directory);
        if (removing) {
            users.remove(name);
            log.info("user {} is removed: a running broker refuses it within a second", name);
        } else {
            var file = users.setPassword(name, newRole, chosen.orElseGet(() -> Passwords.random(new SecureRandom())));
            log.info(
                    "user {} has a new password, in {}: a running broker refuses the old one within a second",
                    name,
                    file);
        }
        return ExitStatus.OK.code();
    }

    private UserName name(SettingsReader reader) {
        try {
            return new UserName(user == null ? "" : user);
        } catch (IllegalArgumentException e) {
            reader.problem("user argument", String.valueOf(e.getMessage()));
            return new UserName("none");
        }
    }

    private static Role parseRole(String text) {
        try {
            return Role.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be worker, master or admin", e);
        }
    }
}
