package dev.taskmaster.master.command;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.bench.BenchPlan;
import dev.taskmaster.master.bench.LocalWorkers;
import dev.taskmaster.master.bench.Part;
import dev.taskmaster.settings.SettingsReader;
import dev.taskmaster.task.QueueName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is measured, and with which workers. */
final class BenchSettings {

    private static final long MOST_TASKS = 1_000_000_000;
    private static final long MOST_LATENCY_TASKS = 10_000_000;
    private static final int MOST_WORKERS = 100;
    private static final int MOST_SLOTS = 1_000;

    private BenchSettings() {}

    static BenchPlan plan(SettingsReader reader) {
        return new BenchPlan(
                reader.value("queue", QueueName::new).orElse(BenchPlan.DEFAULT_QUEUE),
                reader.value("only", Part::parse).orElse(EnumSet.allOf(Part.class)),
                reader.wholeNumber("tasks", 1, MOST_TASKS).orElse(BenchPlan.DEFAULT_TASKS),
                reader.wholeNumber("latency-tasks", 1, MOST_LATENCY_TASKS).orElse(BenchPlan.DEFAULT_LATENCY_TASKS),
                reader.duration("ideal").orElse(BenchPlan.DEFAULT_IDEAL),
                reader.flag("mix"));
    }

    /** The workers to start, {@code null} for none. */
    static LocalWorkers.@Nullable Order workers(SettingsReader reader) {
        var count = reader.wholeNumber("workers", 1, MOST_WORKERS);
        var slots = reader.wholeNumber("slots", 1, MOST_SLOTS);
        var jar = reader.value("worker-jar", Path::of);
        if (reader.text("workers").isEmpty()) {
            for (var key : List.of("slots", "worker-jar", "worker-config")) {
                if (reader.text(key).isPresent()) {
                    reader.problem(key, "goes with --workers only");
                }
            }
            return null;
        }
        return new LocalWorkers.Order(
                count.orElse(1L).intValue(), slots.orElse(1L).intValue(), jar.orElse(null));
    }

    /**
     * Where the workers' credentials are.
     *
     * @param own those of the broker in this process, or {@code null} for another broker
     * @throws InvalidUseException if nobody knows
     */
    static Path credentials(SettingsReader reader, @Nullable Path own) {
        var named = reader.value("worker-config", Path::of).orElse(null);
        if (named != null) {
            return named;
        }
        if (own != null) {
            return own;
        }
        var file = Role.WORKER.word() + ".properties";
        var beside = reader.value("config", Path::of)
                .map(config -> config.resolveSibling(file))
                .orElse(null);
        return Stream.of(beside, CredentialsFile.of(BrokerAccess.data(reader), Role.WORKER.word()))
                .filter(Objects::nonNull)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(
                        () -> new InvalidUseException("--workers needs the credentials of a worker, but there is no "
                                + file + " where the master's are: name it with --worker-config FILE"));
    }
}
