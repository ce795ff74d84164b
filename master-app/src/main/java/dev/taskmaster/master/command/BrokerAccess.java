package dev.taskmaster.master.command;

import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.embedded.EmbeddedBroker;
import dev.taskmaster.master.embedded.EmbeddedSettings;
import dev.taskmaster.master.jms.LatestOverview;
import dev.taskmaster.master.web.MasterWeb;
import dev.taskmaster.master.web.WebAccess;
import dev.taskmaster.master.web.WebContent;
import dev.taskmaster.master.web.WebPort;
import dev.taskmaster.master.web.WebSettings;
import dev.taskmaster.settings.ConnectionReader;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Settings;
import dev.taskmaster.settings.SettingsReader;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The broker a command works with: an existing one when a URL is given, or else one in this process that lives as long as
 * this object.
 *
 * @param connection how to reach it as master
 * @param credentials of a worker, for the line that tells how to start one; {@code null} if this process does not know
 * @param embedded the broker in this process, or {@code null}
 * @param web its pages, or {@code null}
 */
record BrokerAccess(
        ConnectionSettings connection,
        @Nullable Path credentials,
        @Nullable EmbeddedBroker embedded,
        @Nullable Pages web)
        implements AutoCloseable {

    /**
     * The pages of a broker in this process, and their look at it.
     *
     * @param web the pages
     * @param overview their source
     */
    record Pages(MasterWeb web, LatestOverview overview) implements AutoCloseable {
        @Override
        public void close() {
            web.close();
            overview.close();
        }
    }

    /** Which broker is meant: decided, but not touched yet. */
    sealed interface Choice {

        /** Connects nowhere yet with an existing broker; starts the one in this process. */
        BrokerAccess open();

        /** The same for a process that runs one job. */
        Choice forJob(JobName job);

        /**
         * An existing broker.
         *
         * @param connection how to reach it
         */
        record Existing(ConnectionSettings connection) implements Choice {
            @Override
            public BrokerAccess open() {
                return new BrokerAccess(connection, null, null, null);
            }

            @Override
            public Choice forJob(JobName job) {
                return this;
            }
        }

        /**
         * A broker in this process.
         *
         * @param settings where it listens and keeps its data
         * @param web where its pages are, if it has any
         */
        record Own(EmbeddedSettings settings, Optional<WebSettings> web) implements Choice {
            @Override
            public BrokerAccess open() {
                return web.isEmpty() ? start(settings) : start(settings, web.get());
            }

            @Override
            public Choice forJob(JobName job) {
                return new Own(settings.withJob(job), web);
            }
        }
    }

    /** Reads which broker is meant; problems become the reader's, so the answer counts only after its check. */
    static Choice choose(CommandSpec command, Settings settings, SettingsReader reader) {
        return settings.has("url")
                ? new Choice.Existing(existing(command, settings, reader))
                : own(reader, Optional.empty());
    }

    /**
     * Reads where a broker in this process is to be.
     *
     * @param web where its pages are when nobody says it
     */
    static Choice.Own own(SettingsReader reader, Optional<WebSettings> web) {
        return new Choice.Own(EmbeddedSettings.read(reader), WebSettings.read(reader, web));
    }

    /** The same for a broker that may be one of a pair. */
    static Choice.Own ownOfPair(SettingsReader reader, Optional<WebSettings> web) {
        return new Choice.Own(EmbeddedSettings.readWithPair(reader), WebSettings.read(reader, web));
    }

    static Path data(SettingsReader reader) {
        return reader.value("data", Path::of).orElse(CredentialsFile.DEFAULT_DATA);
    }

    /** A master on the same machine finds the credentials of the master user where the broker's process wrote them. */
    static ConnectionSettings existing(CommandSpec command, Settings settings, SettingsReader reader) {
        var local = CredentialsFile.of(data(reader), Role.MASTER.word());
        if (!settings.has("user") && Files.exists(local)) {
            return asFileSays(command, settings, local);
        }
        return ConnectionReader.read(reader);
    }

    /** Reads and checks how a credentials file says to connect, where the settings do not say otherwise. */
    static ConnectionSettings asFileSays(CommandSpec command, Settings settings, Path file) {
        var withFile = CommandSettings.withFile(settings, file, command).reader();
        var connection = ConnectionReader.read(withFile);
        withFile.check();
        return connection;
    }

    private static BrokerAccess start(EmbeddedSettings settings) {
        return of(settings, EmbeddedBroker.start(settings), null);
    }

    private static BrokerAccess start(EmbeddedSettings settings, WebSettings pages) {
        var port = WebPort.take(pages);
        try {
            var broker = EmbeddedBroker.start(settings.withMeters());
            var overview = LatestOverview.of(() -> broker.connectionFromHere(Role.MASTER));
            var content = new WebContent(settings.data(), broker.users(), broker.meters(), broker.tasks(), overview);
            var web = MasterWeb.start(port, access(port, broker), content);
            broker.onUsersChanged(web::endSessions);
            return of(settings, broker, new Pages(web, overview));
        } catch (RuntimeException | Error e) {
            port.close();
            throw e;
        }
    }

    private static WebAccess access(WebPort port, EmbeddedBroker broker) {
        var host = broker.hostForOthers(port.listen());
        return broker.tls() == null ? WebAccess.plain(host) : WebAccess.secure(host, broker.tls());
    }

    private static BrokerAccess of(EmbeddedSettings settings, EmbeddedBroker broker, @Nullable Pages web) {
        return new BrokerAccess(
                broker.connectionFromHere(Role.MASTER),
                CredentialsFile.of(settings.data(), Role.WORKER.word()),
                broker,
                web);
    }

    /** Whether it serves now: one of a pair in this process may wait instead. */
    boolean isActive() {
        return embedded == null || embedded.isActive();
    }

    /** What a person types to start a worker for a queue. */
    String workerCommand(QueueName queue) {
        return "worker --config " + (credentials == null ? "worker.properties" : credentials)
                + (queue.equals(QueueName.DEFAULT) ? "" : " --queue " + queue);
    }

    @Override
    public void close() {
        if (web != null) {
            web.close();
        }
        if (embedded != null) {
            embedded.close();
        }
    }
}
