package dev.taskmaster.master.command;

import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.source.TaskInput;
import dev.taskmaster.settings.SettingsReader;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Reads what is submitted, and how. */
final class SubmitSettings {

    private static final String STANDARD_INPUT = "-";
    private static final String AUTO = "auto";
    private static final int MOST_RETRIES = 1_000;
    private static final int MOST_IN_CHUNK = 100_000;
    private static final long MOST_RANDOM = 1_000_000_000;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private SubmitSettings() {}

    static JobPlan plan(SettingsReader reader) {
        var job = reader.value("job", JobName::new).orElseGet(SubmitSettings::newName);
        var queue = reader.value("queue", QueueName::new).orElse(QueueName.DEFAULT);
        long retries = reader.wholeNumber("retries", 0, MOST_RETRIES).orElse((long) JobPlan.DEFAULT_RETRIES);
        long priority =
                reader.wholeNumber("priority", 0, JobPlan.HIGHEST_PRIORITY).orElse((long) JobPlan.DEFAULT_PRIORITY);
        var taskTimeout = reader.duration("task-timeout").orElse(null);
        if (taskTimeout != null && taskTimeout.toMillis() < 1) {
            reader.problem("task-timeout", "must be at least 1ms");
            taskTimeout = null;
        }
        return new JobPlan(job, queue, (int) retries, taskTimeout, (int) priority);
    }

    /** Readable, sortable, and different for every run. */
    private static JobName newName() {
        return new JobName("job-" + STAMP.format(LocalDateTime.now(Clock.system(ZoneId.systemDefault()))) + "-"
                + Integer.toString(36 * 36 * 36 + new SecureRandom().nextInt(35 * 36 * 36 * 36), 36));
    }

    /** Exactly one input must be given. */
    static TaskInput input(SettingsReader reader, JobName job, List<String> arguments) {
        var file = reader.text("input");
        boolean json = reader.flag("jsonl");
        var random = reader.wholeNumber("random", 0, MOST_RANDOM);
        if (json && file.isEmpty()) {
            reader.problem("jsonl", "goes with --input only");
        }
        int given = (file.isPresent() ? 1 : 0)
                + (reader.text("random").isPresent() ? 1 : 0)
                + (arguments.isEmpty() ? 0 : 1);
        if (given != 1) {
            reader.problem(
                    "tasks",
                    (given == 0 ? "are missing: give them" : "are given twice: choose one way,")
                            + " as arguments, with --input FILE (- for standard input), or with --random N");
        }
        if (random.isPresent()) {
            return new TaskInput.Random(random.get(), job);
        }
        if (file.isEmpty()) {
            return new TaskInput.Arguments(arguments);
        }
        return file.get().equals(STANDARD_INPUT)
                ? new TaskInput.Stream(System.in, json)
                : new TaskInput.File(Path.of(file.get()), json);
    }

    /** Tasks in a message, 0 for automatic. */
    static int chunk(SettingsReader reader) {
        if (reader.text("chunk").filter(AUTO::equals).isPresent()) {
            return 0;
        }
        return reader.wholeNumber("chunk", 1, MOST_IN_CHUNK).orElse(0L).intValue();
    }

    /** Finds out before a broker is started whether a file can be read at all. */
    static void tryOpen(TaskInput input) {
        if (input instanceof TaskInput.File file) {
            file.open().close();
        }
    }
}
