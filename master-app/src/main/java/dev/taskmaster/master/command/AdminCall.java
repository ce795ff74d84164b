package dev.taskmaster.master.command;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.jms.AdminBroker;
import dev.taskmaster.settings.ConnectionReader;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Settings;
import dev.taskmaster.settings.SettingsReader;
import java.nio.file.Files;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * An operator's command: its settings, and the way to the broker it is about. That is the one that is named, or else the
 * one that runs on the data directory; none is ever started.
 *
 * @param spec the command
 * @param settings what it was given
 * @param reader of these settings
 */
record AdminCall(CommandSpec spec, Settings settings, SettingsReader reader) {

    static AdminCall of(CommandSpec spec) {
        var settings = CommandSettings.of(spec, System.getenv());
        return new AdminCall(spec, settings, settings.reader());
    }

    /**
     * Connects, once everything the command was given has been read.
     *
     * @throws dev.taskmaster.InvalidUseException if any of it is wrong
     * @throws BrokerUnreachableException if no broker answers
     * @throws dev.taskmaster.AccessRefusedException if it refuses the user or the password
     */
    AdminBroker connect() {
        return AdminBroker.connect(broker());
    }

    /** Whether a broker is named, so that the data directory here does not matter. */
    boolean isAboutOtherPlace() {
        return Stream.of("url", "user", "password-file", ConnectionReader.PASSWORD)
                .anyMatch(settings::has);
    }

    /** How to reach it. */
    ConnectionSettings broker() {
        var data = BrokerAccess.data(reader);
        if (settings.has("url")) {
            var named = BrokerAccess.existing(spec, settings, reader);
            reader.check();
            return named;
        }
        if (Stream.of("user", "password-file", ConnectionReader.PASSWORD).anyMatch(settings::has)) {
            var named = ConnectionReader.read(reader);
            reader.check();
            return named;
        }
        reader.check();
        var local = CredentialsFile.of(data, Role.MASTER.word());
        if (!Files.exists(local)) {
            throw new BrokerUnreachableException("no broker runs on data directory " + data
                    + ": start one with \"master serve\", or name one with --url, --config or --data");
        }
        return BrokerAccess.asFileSays(spec, settings, local);
    }
}
