package dev.taskmaster.worker.command;

import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.settings.ConnectionReader;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.Settings;
import dev.taskmaster.settings.SettingsReader;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.worker.ConnectionSource;
import dev.taskmaster.worker.EndRules;
import dev.taskmaster.worker.Narrator;
import dev.taskmaster.worker.ServedQueues;
import dev.taskmaster.worker.TaskHandler;
import dev.taskmaster.worker.TimeRules;
import dev.taskmaster.worker.WorkerName;
import dev.taskmaster.worker.WorkerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a person set for a worker.
 *
 * @param settings what the worker is told
 * @param handler runs the tasks
 * @param narrator is told about them
 * @param metrics where its metrics are, or {@code null} for none
 */
record WorkerOptions(
        WorkerSettings settings,
        TaskHandler handler,
        Narrator narrator,
        @Nullable HostPort metrics) {

    /** Where a master that was told nothing else writes it. */
    static final Path DEFAULT_FILE = CredentialsFile.of(CredentialsFile.DEFAULT_DATA, Role.WORKER.word());

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    /**
     * Reads it all.
     *
     * @throws dev.taskmaster.InvalidUseException if anything is wrong; its one line lists everything
     */
    static WorkerOptions read(CommandSpec command, Settings settings) {
        return read(command, settings, DEFAULT_FILE);
    }

    static WorkerOptions read(CommandSpec command, Settings given, Path defaultFile) {
        boolean usesDefaultFile = !given.has("config") && !given.has("user");
        boolean isThere = usesDefaultFile && Files.exists(defaultFile);
        var settings = isThere ? CommandSettings.withFile(given, defaultFile, command) : given;
        var reader = settings.reader();
        var broker = usesDefaultFile
                ? new DefaultFile(defaultFile, () -> CommandSettings.withFile(given, defaultFile, command))
                : ConnectionSource.fixed(ConnectionReader.read(reader));
        if (isThere) {
            ConnectionReader.read(reader);
        }
        var queues = reader.value("queue", ServedQueues::parse).orElse(ServedQueues.only(QueueName.DEFAULT));
        var name = reader.value("name", WorkerOptions::name).orElseGet(WorkerName::ofThisProcess);
        int slots = reader.wholeNumber("concurrency", 1, WorkerSettings.MOST_SLOTS)
                .orElse((long)
                        Math.min(WorkerSettings.MOST_SLOTS, Runtime.getRuntime().availableProcessors()))
                .intValue();
        var handler = ProgramOptions.read(reader, queues, name);
        var end = end(reader);
        var times = times(reader);
        var narrator = reader.flag("narrate") ? new PrintingNarrator(PrintingNarrator.standardOutput()) : Narrator.LOG;
        var metrics = MetricsOption.read(reader);
        reader.check();
        return new WorkerOptions(
                new WorkerSettings(broker, queues, name, slots, end, times), handler, narrator, metrics);
    }

    private static EndRules end(SettingsReader reader) {
        return new EndRules(
                reader.flag("burst"),
                reader.wholeNumber("max-tasks", 1, Long.MAX_VALUE).orElse(null),
                reader.duration("max-idle").orElse(null));
    }

    private static TimeRules times(SettingsReader reader) {
        var standard = TimeRules.DEFAULT;
        return new TimeRules(
                reader.duration("receive-timeout").orElse(standard.receive()),
                reader.duration("task-timeout").orElse(null),
                reader.duration("shutdown-timeout").orElse(standard.shutdown()),
                reader.duration("connection-ttl").orElse(standard.connectionTtl()));
    }

    private static String name(String text) {
        if (text.isBlank() || !NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("must have 1 to 200 characters on one line");
        }
        return text;
    }
}
