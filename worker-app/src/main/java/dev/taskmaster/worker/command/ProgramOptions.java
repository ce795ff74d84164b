package dev.taskmaster.worker.command;

import dev.taskmaster.settings.SettingsReader;
import dev.taskmaster.worker.ServedQueues;
import dev.taskmaster.worker.TaskHandler;
import dev.taskmaster.worker.handler.Handlers;
import dev.taskmaster.worker.program.Exec;
import dev.taskmaster.worker.program.Pipe;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is to be done with a task: a handler, a program for each task, or one program for many. */
final class ProgramOptions {

    /** A result travels in a message and is held in memory by worker, broker and master. */
    static final int DEFAULT_RESULT = 1024 * 1024;

    private static final int LARGEST_RESULT = 64 * 1024 * 1024;
    private static final String SIZE_RULE = "must be a size from 1 to 64M, such as 4096, 100k or 1M";
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([km]?)");
    private static final int KIB = 1024;

    private ProgramOptions() {}

    /** The handler that the options ask for, or the default one if anything is wrong with them. */
    static TaskHandler read(SettingsReader reader, ServedQueues queues, String worker) {
        boolean shell = reader.flag("shell");
        int most = reader.value("max-result", ProgramOptions::size).orElse(DEFAULT_RESULT);
        var handlers =
                reader.value("handlers", text -> Handlers.find(Path.of(text))).orElseGet(() -> Handlers.find(null));
        var handler = reader.value("handler", handlers::get).orElse(null);
        var exec = reader.value("exec", text -> Exec.of(text, shell, most, queues, worker))
                .orElse(null);
        boolean json = reader.flag("jsonl");
        var pipe = reader.value("pipe", text -> Pipe.of(text, shell, json, most, queues, worker))
                .orElse(null);
        if (json && pipe == null) {
            reader.problem("jsonl", "goes with --pipe");
        }
        if (shell && exec == null && pipe == null) {
            reader.problem("shell", "goes with --exec or --pipe");
        }
        return one(reader, handler, exec, pipe);
    }

    private static TaskHandler one(
            SettingsReader reader,
            @Nullable TaskHandler handler,
            @Nullable TaskHandler exec,
            @Nullable TaskHandler pipe) {
        var given = Stream.of(handler, exec, pipe)
                .<TaskHandler>mapMulti((one, all) -> {
                    if (one != null) {
                        all.accept(one);
                    }
                })
                .toList();
        if (given.size() > 1) {
            reader.problem(pipe == null ? "exec" : "pipe", "must be the only one of --handler, --exec and --pipe");
        }
        return given.isEmpty() ? Handlers.named(Handlers.DEFAULT) : given.get(0);
    }

    static int size(String text) {
        var parts = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException(SIZE_RULE);
        }
        long unit = switch (parts.group(2)) {
            case "k" -> KIB;
            case "m" -> KIB * KIB;
            default -> 1;
        };
        long size = Long.parseLong(parts.group(1)) * unit;
        if (size < 1 || size > LARGEST_RESULT) {
            throw new IllegalArgumentException(SIZE_RULE);
        }
        return (int) size;
    }
}
